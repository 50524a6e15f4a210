package io.github.yolonas.quantize;

import io.github.yolonas.CalibrationMethod;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointMetadata;
import io.github.yolonas.checkpoint.CheckpointWriter;
import io.github.yolonas.checkpoint.DType;
import io.github.yolonas.checkpoint.StateDict;
import io.github.yolonas.checkpoint.StoredTensor;
import io.github.yolonas.model.ConstantShortcut;
import io.github.yolonas.model.Convolution;
import io.github.yolonas.model.ConvolutionLeaf;
import io.github.yolonas.model.QuantizationPlan;
import io.github.yolonas.model.QuantizedWeight;
import io.github.yolonas.model.UpsampleConvolution;
import io.github.yolonas.runtime.QuantizedTensors;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Writes a fused network as safetensors, quantized layers in int8.
 *
 * <p>Weights keep the names that the original gives a fused network's. Beside an int8 weight {@code
 * NAME} lies {@code NAME_scale}, fp64, to multiply it with, one for each output channel; beside a
 * quantized layer's weights lie {@code LAYER.quantization}, fp64: scale and zero point of its
 * input, then of its output.
 */
final class QuantizedCheckpointWriter {
  private final StateDict source;
  private final QuantizationPlan plan;
  private final StateDict.Builder out = StateDict.builder();

  private QuantizedCheckpointWriter(StateDict source, QuantizationPlan plan) {
    this.source = source;
    this.plan = plan;
  }

  static void write(
      Path file,
      Checkpoint checkpoint,
      NamedLeaves leaves,
      QuantizationPlan plan,
      CalibrationMethod method) {
    QuantizedCheckpointWriter writer = new QuantizedCheckpointWriter(checkpoint.stateDict(), plan);
    try (PointerScope scope = new PointerScope()) {
      leaves.convolutions().values().forEach(writer::add);
      leaves.shortcuts().values().stream()
          .map(ConstantShortcut.class::cast)
          .forEach(writer::addShortcut);
      CheckpointWriter.write(file, writer.out.build(), metadata(checkpoint, method));
    }
  }

  private static CheckpointMetadata metadata(Checkpoint checkpoint, CalibrationMethod method) {
    CheckpointMetadata old = checkpoint.metadata();
    Map<String, String> extra = new LinkedHashMap<>(old.extra());
    extra.put("quantization", "int8 " + method.name().toLowerCase(Locale.ROOT));
    return CheckpointMetadata.of(old.classNames(), old.processingParams(), extra);
  }

  private void add(ConvolutionLeaf leaf) {
    String prefix = weightPrefix(leaf.name());
    QuantizationPlan.Scales scales = plan.leaves().get(leaf.name());
    Tensor weight = weight(leaf);
    if (scales == null) {
      add(prefix + ".weight", DType.FLOAT32, weight);
    } else {
      // A transposed convolution has its output channels in the second place.
      int outputs = leaf instanceof UpsampleConvolution ? 1 : 0;
      QuantizedWeight quantized = QuantizedWeight.of(weight.transpose(0, outputs));
      add(prefix + ".weight", DType.INT8, quantized.integers().transpose(0, outputs));
      add(
          prefix + ".weight" + QuantizedTensors.WEIGHT_SCALE,
          DType.FLOAT64,
          quantized.scales().view(-1, 1, 1, 1).transpose(0, outputs));
      out.add(QuantizedTensors.stored(leaf.name(), scales));
    }
    add(prefix + ".bias", DType.FLOAT32, bias(leaf));
  }

  private void addShortcut(ConstantShortcut leaf) {
    // Where the original has no factor, there is none in the file either, and it is 1.
    if (source.contains(leaf.name() + ".alpha")) {
      out.add(
          StoredTensor.of(
              leaf.name() + ".alpha",
              DType.FLOAT32,
              new long[] {1},
              buffer -> buffer.putFloat((float) leaf.alpha())));
    }
    QuantizationPlan.Scales scales = plan.leaves().get(leaf.name());
    if (scales != null) {
      out.add(QuantizedTensors.stored(leaf.name(), scales));
    }
  }

  /** What stands before {@code .weight} in the original's fused state dict. */
  private String weightPrefix(String leaf) {
    return Stream.of("rbr_reparam", "conv")
        .map(part -> leaf + "." + part)
        .filter(prefix -> source.contains(prefix + ".weight"))
        .findFirst()
        .orElseGet(
            () -> source.contains(leaf + ".branch_3x3.conv.weight") ? leaf + ".rbr_reparam" : leaf);
  }

  private void add(String name, DType dtype, Tensor tensor) {
    Tensor plain = tensor.contiguous();
    out.add(StoredTensor.of(name, dtype, plain.shape(), buffer -> copy(plain, buffer)));
  }

  private static void copy(Tensor tensor, ByteBuffer target) {
    try (PointerScope scope = new PointerScope()) {
      target.put(new BytePointer(tensor.data_ptr()).capacity(tensor.nbytes()).asByteBuffer());
    }
  }

  private static Tensor weight(ConvolutionLeaf leaf) {
    return leaf instanceof UpsampleConvolution upsample
        ? upsample.weight()
        : ((Convolution) leaf).weight();
  }

  private static Tensor bias(ConvolutionLeaf leaf) {
    return leaf instanceof UpsampleConvolution upsample
        ? upsample.bias()
        : ((Convolution) leaf).bias();
  }
}
