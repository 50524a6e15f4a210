package io.github.yolonas.model;

import io.github.yolonas.testing.ReferenceStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The reference weights: every tensor is a function of its key and shape alone, scaled so that
 * activations stay of natural size from end to end. The rules mirror how the ground truth was made.
 */
public final class ReferenceWeights implements TensorSource {
  private final String variant;
  private final Map<String, long[]> shapes = new LinkedHashMap<>();

  /** The weights of variant {@code s}, {@code m} or {@code l} with 80 classes. */
  public ReferenceWeights(String variant) {
    this.variant = variant;
    String resource = "/reference/weights/state_dict_" + variant + ".tsv.gz";
    try (InputStream raw = Objects.requireNonNull(getClass().getResourceAsStream(resource));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8))) {
      lines.lines().skip(1).map(line -> line.split("\t", -1)).forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The weights of any network, given the shapes of its tensors by name. */
  public ReferenceWeights(String variant, Map<String, long[]> shapes) {
    this.variant = variant;
    this.shapes.putAll(shapes);
  }

  private void add(String[] row) {
    shapes.put(
        row[0],
        row[1].isEmpty()
            ? new long[0]
            : Arrays.stream(row[1].split(",")).mapToLong(Long::parseLong).toArray());
  }

  @Override
  public String name() {
    return "reference weights " + variant;
  }

  @Override
  public Set<String> keys() {
    return shapes.keySet();
  }

  @Override
  public long[] shape(String key) {
    return Objects.requireNonNull(shapes.get(key), key).clone();
  }

  @Override
  public Tensor read(String key) {
    float[] values = values(key);
    Tensor tensor = torch.empty(shape(key));
    FloatBuffer memory = new FloatPointer(tensor.data_ptr()).capacity(values.length).asBuffer();
    memory.put(values);
    return tensor;
  }

  /** The tensor's values in row-major order. */
  public float[] values(String key) {
    long[] shape = shape(key);
    int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    if (key.endsWith("num_batches_tracked")) {
      return new float[count];
    }
    ReferenceStream stream = new ReferenceStream(key);
    boolean convolution = isConvolution(key);
    boolean paired = convolution && fanIn(key, shape) % 2 == 0;
    double half = half(key, shape);
    double centre = centre(key);
    boolean bins = key.endsWith("reg_pred.bias");
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      double v = stream.symmetric(i);
      if (paired && (i & 1) == 1) {
        v = 0.5 * (v - stream.symmetric(i - 1));
      }
      values[i] = (float) ((bins ? -0.15 * (i % 17) : centre) + v * half);
    }
    return values;
  }

  private static boolean isConvolution(String key) {
    return key.endsWith(".weight") && !key.endsWith("bn.weight");
  }

  private static double centre(String key) {
    if (key.endsWith("post_bn.running_var")) {
      return 2.0;
    }
    if (key.endsWith("running_var") || key.endsWith("bn.weight")) {
      return 1.0;
    }
    if (key.endsWith("alpha")) {
      return 0.4;
    }
    return key.endsWith("cls_pred.bias") ? -6.0 : 0.0;
  }

  private static double half(String key, long[] shape) {
    if (key.endsWith("post_bn.running_var")) {
      return 0.4;
    }
    if (key.endsWith("running_var") || key.endsWith("bn.weight")) {
      return 0.2;
    }
    if (key.endsWith("cls_pred.bias") || key.endsWith("reg_pred.bias")) {
      return 1.0;
    }
    return isConvolution(key) ? gain(key) * Math.sqrt(3.0 / fanIn(key, shape)) : 0.1;
  }

  private static double gain(String key) {
    if (key.endsWith("branch_3x3.conv.weight")) {
      return 1.2;
    }
    if (key.endsWith("branch_1x1.weight")) {
      return 0.6;
    }
    if (key.endsWith("cls_pred.weight")) {
      return 8.0;
    }
    if (key.endsWith("reg_pred.weight")) {
      return 6.0;
    }
    return key.endsWith("upsample.weight") ? 1.5 : 1.75;
  }

  private static long fanIn(String key, long[] shape) {
    return key.endsWith("upsample.weight") ? shape[0] : shape[1] * shape[2] * shape[3];
  }
}
