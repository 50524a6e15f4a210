package io.github.yolonas.model;

import com.fasterxml.jackson.databind.JsonNode;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A tensor's values by index, as doubles; lives as long as the scope in which it was made. */
public final class Samples {
  private final Tensor flat;
  private final DoublePointer values;
  private final long[] sizes;

  public Samples(Tensor tensor) {
    flat = tensor.contiguous().to(ScalarType.Double).view(-1);
    values = new DoublePointer(flat.data_ptr()).capacity(flat.numel());
    sizes = new long[(int) tensor.dim()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = tensor.size(i);
    }
  }

  public double at(long... index) {
    long position = 0;
    for (int i = 0; i < index.length; i++) {
      position = position * sizes[i] + index[i];
    }
    return values.get(position);
  }

  /** The greatest distance from the fixture's samples; its shape and its sum must agree too. */
  public static double worst(Tensor tensor, JsonNode expected) {
    Samples samples = new Samples(tensor);
    for (int i = 0; i < samples.sizes.length; i++) {
      if (samples.sizes[i] != expected.get("shape").get(i).asLong()) {
        throw new AssertionError("shape: expected " + expected.get("shape"));
      }
    }
    double worst = 0;
    for (int i = 0; i < expected.get("idx").size(); i++) {
      double found = samples.values.get(expected.get("idx").get(i).asLong());
      worst = Math.max(worst, Math.abs(found - expected.get("values").get(i).asDouble()));
    }
    double sum = 0;
    for (long i = 0; i < samples.flat.numel(); i++) {
      sum += samples.values.get(i);
    }
    double meanDifference = (sum - expected.get("sum").asDouble()) / samples.flat.numel();
    return Math.max(worst, Math.abs(meanDifference));
  }
}
