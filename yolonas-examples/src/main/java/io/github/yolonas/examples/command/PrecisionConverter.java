package io.github.yolonas.examples.command;

import io.github.yolonas.Precision;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code fp32}, {@code bf16} and so on. */
final class PrecisionConverter implements ITypeConverter<Precision> {
  @Override
  public Precision convert(String text) {
    for (Precision precision : Precision.values()) {
      if (precision.name().equalsIgnoreCase(text)) {
        return precision;
      }
    }
    throw new TypeConversionException(
        "expected fp32, bf16, fp16, int8 or auto, found '" + text + "'");
  }
}
