package io.github.yolonas.bench;

import io.github.yolonas.Precision;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what the processor can be asked for. */
final class PrecisionConverter implements ITypeConverter<Precision> {
  @Override
  public Precision convert(String text) {
    for (Precision precision : List.of(Precision.FP32, Precision.BF16, Precision.INT8)) {
      if (precision.name().equalsIgnoreCase(text.strip())) {
        return precision;
      }
    }
    throw new TypeConversionException("expected fp32, bf16 or int8, found '" + text + "'");
  }
}
