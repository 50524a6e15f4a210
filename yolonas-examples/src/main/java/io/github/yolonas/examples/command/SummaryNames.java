package io.github.yolonas.examples.command;

import io.github.yolonas.examples.terminal.Suggestion;
import io.github.yolonas.summary.RowSetting;
import io.github.yolonas.summary.SummaryColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the names that torchinfo has for columns and row settings. */
final class SummaryNames {
  private SummaryNames() {}

  /** Such as {@code input_size}. */
  static final class Column implements ITypeConverter<SummaryColumn> {
    @Override
    public SummaryColumn convert(String text) {
      return read(SummaryColumn.values(), text);
    }
  }

  /** Such as {@code var_names}. */
  static final class Row implements ITypeConverter<RowSetting> {
    @Override
    public RowSetting convert(String text) {
      return read(RowSetting.values(), text);
    }
  }

  private static <E extends Enum<E>> E read(E[] values, String text) {
    return Arrays.stream(values)
        .filter(value -> value.name().equalsIgnoreCase(text.strip()))
        .findFirst()
        .orElseThrow(() -> unknown(values, text));
  }

  private static TypeConversionException unknown(Enum<?>[] values, String text) {
    List<String> known =
        Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
    String hint =
        Suggestion.nearest(text, known)
            .map(Suggestion::question)
            .orElse("Expected some of " + String.join(", ", known));
    return new TypeConversionException("no such name: '" + text + "'. " + hint);
  }
}
