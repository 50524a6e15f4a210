package io.github.yolonas.bench;

import io.github.yolonas.preprocess.InputSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 640} and {@code 384x640}. */
final class SizeConverter implements ITypeConverter<InputSize> {
  @Override
  public InputSize convert(String text) {
    String[] sides = text.strip().split("[x×]", 2);
    try {
      return new InputSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[sides.length - 1]));
    } catch (NumberFormatException e) {
      throw new TypeConversionException("expected N or HxW, found '" + text + "'");
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
