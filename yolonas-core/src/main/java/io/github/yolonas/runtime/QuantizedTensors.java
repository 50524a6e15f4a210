package io.github.yolonas.runtime;

import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.checkpoint.CheckpointFormat;
import io.github.yolonas.checkpoint.DType;
import io.github.yolonas.checkpoint.StateDict;
import io.github.yolonas.checkpoint.StoredTensor;
import io.github.yolonas.model.QuantizationParameters;
import io.github.yolonas.model.QuantizationPlan;
import io.github.yolonas.model.TensorSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A quantized checkpoint: its int8 weights as floating point ones, and its plan.
 *
 * <p>Beside an int8 weight {@code NAME} lies {@code NAME_scale}, fp64, which is multiplied with it.
 * A quantized layer has {@code LAYER.quantization}, fp64 [4]: scale and zero point of its input,
 * then of its output.
 */
public final class QuantizedTensors implements TensorSource {
  /** What a weight's scale is called behind the weight's name. */
  public static final String WEIGHT_SCALE = "_scale";

  private static final String SCALES = ".quantization";
  private static final int NUMBERS = 4;

  private final StateDict state;
  private final CheckpointTensors tensors;
  private final Set<String> keys;

  /** The checkpoint stays the caller's, and open while tensors are read. */
  private QuantizedTensors(Checkpoint checkpoint) {
    state = checkpoint.stateDict();
    tensors = new CheckpointTensors(checkpoint);
    NavigableSet<String> sorted = new TreeSet<>(state.names());
    keys =
        state.names().stream()
            .filter(key -> !belongsToAnother(key, sorted))
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** A checkpoint that was made by post-training quantization; empty for any other. */
  public static Optional<QuantizedTensors> find(Checkpoint checkpoint) {
    boolean quantized =
        checkpoint.format() != CheckpointFormat.TORCHSCRIPT
            && checkpoint.stateDict().names().stream().anyMatch(key -> key.endsWith(SCALES));
    return quantized ? Optional.of(new QuantizedTensors(checkpoint)) : Optional.empty();
  }

  /** A layer's scales, as they are stored. */
  public static StoredTensor stored(String layer, QuantizationPlan.Scales scales) {
    return StoredTensor.of(
        layer + SCALES,
        DType.FLOAT64,
        new long[] {NUMBERS},
        buffer ->
            buffer
                .putDouble(scales.input().scale())
                .putDouble(scales.input().zeroPoint())
                .putDouble(scales.output().scale())
                .putDouble(scales.output().zeroPoint()));
  }

  /**
   * Which layers compute in int8, and on what scales.
   *
   * @throws CheckpointException if a layer's numbers are no scales
   */
  public QuantizationPlan plan() {
    Map<String, QuantizationPlan.Scales> leaves = new LinkedHashMap<>();
    for (String key : state.names()) {
      if (key.endsWith(SCALES)) {
        leaves.put(key.substring(0, key.length() - SCALES.length()), scales(state.get(key)));
      }
    }
    return new QuantizationPlan(leaves);
  }

  private QuantizationPlan.Scales scales(StoredTensor stored) {
    if (stored.dtype() != DType.FLOAT64 || !Arrays.equals(stored.shape(), new long[] {NUMBERS})) {
      throw new CheckpointException(
          "%s: %s: expected FLOAT64 [4], found %s".formatted(name(), stored.name(), stored));
    }
    ByteBuffer bytes = ByteBuffer.allocate(NUMBERS * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    stored.readInto(bytes);
    bytes.flip();
    try {
      return new QuantizationPlan.Scales(
          new QuantizationParameters(bytes.getDouble(), (int) bytes.getDouble()),
          new QuantizationParameters(bytes.getDouble(), (int) bytes.getDouble()));
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(
          "%s: %s: %s".formatted(name(), stored.name(), e.getMessage()), e);
    }
  }

  @Override
  public String name() {
    return tensors.name();
  }

  /** Without the scales of weights and layers that are there; what is left over stays visible. */
  @Override
  public Set<String> keys() {
    return keys;
  }

  private boolean belongsToAnother(String key, NavigableSet<String> sorted) {
    if (key.endsWith(SCALES)) {
      String layer = key.substring(0, key.length() - SCALES.length()) + ".";
      // Names with one beginning stand together, so that at most the second is another's.
      return sorted.tailSet(layer, true).stream()
          .limit(2)
          .anyMatch(other -> !other.equals(key) && other.startsWith(layer));
    }
    return key.endsWith(WEIGHT_SCALE)
        && state.contains(key.substring(0, key.length() - WEIGHT_SCALE.length()));
  }

  @Override
  public long[] shape(String key) {
    return tensors.shape(key);
  }

  @Override
  public Tensor read(String key) {
    Tensor stored = tensors.read(key);
    if (state.get(key).dtype() != DType.INT8) {
      return stored;
    }
    String scale = key + WEIGHT_SCALE;
    if (!state.contains(scale)) {
      throw new CheckpointException(
          "%s: %s: expected its scales in %s, found no such tensor".formatted(name(), key, scale));
    }
    requireScales(scale, state.get(scale).shape(), state.get(key).shape());
    return stored
        .to(ScalarType.Double)
        .mul(tensors.read(scale).to(ScalarType.Double))
        .to(ScalarType.Float);
  }

  /** Scales that spread over the weight, and never the weight over them, to terabytes perhaps. */
  private void requireScales(String scale, long[] scales, long[] weight) {
    boolean spread = scales.length <= weight.length;
    for (int i = 1; spread && i <= scales.length; i++) {
      long size = scales[scales.length - i];
      spread = size == 1 || size == weight[weight.length - i];
    }
    if (!spread) {
      throw new CheckpointException(
          "%s: %s: expected scales for a weight %s, found %s"
              .formatted(name(), scale, Arrays.toString(weight), Arrays.toString(scales)));
    }
  }
}
