package io.github.yolonas.model;

import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Computes, and frees each activation as soon as the rest of the pass does not need it. */
public final class TensorExecution implements Execution<Tensor> {
  /** The only one: it has no state. */
  public static final TensorExecution INSTANCE = new TensorExecution();

  private static final long CHANNEL_DIMENSION = 1;

  private TensorExecution() {}

  @Override
  public Tensor convolution(ConvolutionLeaf leaf, Tensor input) {
    return leaf.forward(input);
  }

  @Override
  public Tensor shortcut(Shortcut leaf, Tensor input, Tensor output) {
    return leaf.add(input, output);
  }

  @Override
  public Tensor concat(List<Tensor> parts) {
    return Scoped.run(() -> join(uniform(parts)));
  }

  private static Tensor join(List<Tensor> parts) {
    return torch.cat(new TensorVector(parts.toArray(Tensor[]::new)), CHANNEL_DIMENSION);
  }

  /** A feature map in floating point; itself if it is one already. */
  public Tensor floating(Tensor x) {
    return x.is_quantized() ? x.dequantize() : x;
  }

  /** Of a quantized network's feature maps, some may be in floating point; then all have to be. */
  private List<Tensor> uniform(List<Tensor> parts) {
    return parts.stream().allMatch(Tensor::is_quantized)
        ? parts
        : parts.stream().map(this::floating).toList();
  }

  @Override
  public Tensor maxPool(Tensor input, int kernel) {
    return torch.max_pool2d(
        input,
        new long[] {kernel, kernel},
        new long[] {1, 1},
        new long[] {kernel / 2, kernel / 2},
        new long[] {1, 1},
        false);
  }

  @Override
  public void release(Tensor value) {
    value.close();
  }

  @Override
  public Tensor scoped(Supplier<Tensor> part) {
    return Scoped.run(part);
  }
}
