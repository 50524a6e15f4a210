package io.github.yolonas.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What size of feature map each convolution reads. Found by a pass of sizes through the topology,
 * for which weights need a shape and no data (LibTorch's {@code meta} device): it takes
 * milliseconds.
 *
 * @param byLeaf [N, C, H, W] by the leaf's name
 */
record InputSizes(Map<String, List<Long>> byLeaf) {

  /** For images of one size, whose height and width are multiples of 32. */
  static InputSizes of(Architecture architecture, TensorSource source, long height, long width) {
    try (PointerScope scope = new PointerScope();
        YoloNasNetwork network =
            YoloNasNetwork.load(architecture, new Shapes(source), LeafTransform.IDENTITY)) {
      Recording recording = new Recording(new HashMap<>());
      network.forward(List.of(1L, (long) architecture.inputChannels(), height, width), recording);
      return new InputSizes(recording.sizes());
    }
  }

  /** The size that a leaf reads. */
  long[] of(ConvolutionLeaf leaf) {
    List<Long> size = Objects.requireNonNull(byLeaf.get(leaf.name()), leaf.name());
    return size.stream().mapToLong(Long::longValue).toArray();
  }

  private static Tensor empty(long... shape) {
    TensorOptions nowhere =
        new TensorOptions(ScalarType.Float).device(new DeviceOptional(new Device("meta")));
    return torch.empty(shape, nowhere, null);
  }

  /** Weights without data. */
  private record Shapes(TensorSource source) implements TensorSource {
    @Override
    public String name() {
      return source.name();
    }

    @Override
    public Set<String> keys() {
      return source.keys();
    }

    @Override
    public long[] shape(String key) {
      return source.shape(key);
    }

    @Override
    public Tensor read(String key) {
      return empty(source.shape(key));
    }
  }

  /** The execution whose values are [N, C, H, W] as numbers. */
  private record Recording(Map<String, List<Long>> sizes) implements Execution<List<Long>> {

    @Override
    public List<Long> convolution(ConvolutionLeaf leaf, List<Long> input) {
      sizes.put(leaf.name(), input);
      if (leaf instanceof UpsampleConvolution upsample) {
        return List.of(input.get(0), upsample.weight().size(1), 2 * input.get(2), 2 * input.get(3));
      }
      if (leaf instanceof QaRepVggBlock block) {
        return strided(input, block.weight3x3(), block.stride());
      }
      if (leaf instanceof ConvBnAct convolution) {
        return strided(input, convolution.weight(), convolution.stride());
      }
      Convolution convolution = (Convolution) leaf;
      return strided(input, convolution.weight(), convolution.stride());
    }

    /** All of this network's convolutions are padded to keep the size, divided by the stride. */
    private static List<Long> strided(List<Long> input, Tensor weight, int stride) {
      return List.of(input.get(0), weight.size(0), input.get(2) / stride, input.get(3) / stride);
    }

    @Override
    public List<Long> shortcut(Shortcut leaf, List<Long> input, List<Long> output) {
      return output;
    }

    @Override
    public List<Long> concat(List<List<Long>> parts) {
      List<Long> first = parts.get(0);
      long channels = parts.stream().mapToLong(part -> part.get(1)).sum();
      return List.of(first.get(0), channels, first.get(2), first.get(3));
    }

    @Override
    public List<Long> maxPool(List<Long> input, int kernel) {
      return input;
    }
  }
}
