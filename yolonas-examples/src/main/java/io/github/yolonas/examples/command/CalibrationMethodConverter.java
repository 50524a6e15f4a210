package io.github.yolonas.examples.command;

import io.github.yolonas.CalibrationMethod;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code --method} by the names that the command line has for them. */
final class CalibrationMethodConverter implements ITypeConverter<CalibrationMethod> {
  @Override
  public CalibrationMethod convert(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "minmax" -> CalibrationMethod.MIN_MAX;
      case "percentile" -> CalibrationMethod.PERCENTILE;
      case "entropy" -> CalibrationMethod.ENTROPY;
      case "average" -> CalibrationMethod.AVERAGE;
      default ->
          throw new TypeConversionException(
              "expected minmax, percentile, entropy or average, found '" + value + "'");
    };
  }
}
