package io.github.yolonas.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What LibTorch makes of a network's shapes: a pass through weights of zeros.
 *
 * @param convolutions what went in and out, and the size of the weight, by the leaf's name
 * @param windows of the poolings, in the order of the pass
 */
record ShapePass(Map<String, String> convolutions, List<Integer> windows)
    implements Execution<Tensor> {
  private static final Execution<Tensor> TENSORS = TensorExecution.INSTANCE;

  /** Two square images of a size through the un-fused network. */
  static ShapePass of(TensorSource source, long size) {
    ShapePass pass = new ShapePass(new TreeMap<>(), new ArrayList<>());
    try (PointerScope scope = new PointerScope();
        YoloNasNetwork network =
            YoloNasNetwork.load(
                ArchitectureInference.infer(source), new Zeros(source), LeafTransform.IDENTITY)) {
      network.forward(torch.zeros(2, 3, size, size), pass);
    }
    return pass;
  }

  @Override
  public Tensor convolution(ConvolutionLeaf leaf, Tensor input) {
    Tensor output = TENSORS.convolution(leaf, input);
    long weight = leaf.tensors().get(0).numel();
    convolutions.put(leaf.name(), "%s to %s by %d".formatted(sizes(input), sizes(output), weight));
    return output;
  }

  private static List<Long> sizes(Tensor tensor) {
    return IntStream.range(0, (int) tensor.dim()).mapToObj(tensor::size).toList();
  }

  @Override
  public Tensor shortcut(Shortcut leaf, Tensor input, Tensor output) {
    return TENSORS.shortcut(leaf, input, output);
  }

  @Override
  public Tensor concat(List<Tensor> parts) {
    return TENSORS.concat(parts);
  }

  @Override
  public Tensor maxPool(Tensor input, int kernel) {
    windows.add(kernel);
    return TENSORS.maxPool(input, kernel);
  }

  /** Weights of which the shapes alone matter. */
  private record Zeros(TensorSource source) implements TensorSource {
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
      return torch.zeros(source.shape(key));
    }
  }
}
