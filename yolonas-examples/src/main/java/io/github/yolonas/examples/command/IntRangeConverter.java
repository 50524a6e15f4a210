package io.github.yolonas.examples.command;

import io.github.yolonas.train.synthetic.IntRange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 256}, or {@code 240-480}. */
final class IntRangeConverter implements ITypeConverter<IntRange> {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

  @Override
  public IntRange convert(String text) {
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      throw new TypeConversionException(
          "expected a whole number, or two such as 240-480, found '%s'".formatted(text));
    }
    int min = Integer.parseInt(range.group(1));
    int max = range.group(2) == null ? min : Integer.parseInt(range.group(2));
    try {
      return new IntRange(min, max);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
