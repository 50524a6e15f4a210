package io.github.yolonas.model;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * The learned doubling of height and width in 8-bit integers. CPU only.
 *
 * <p>A transposed 2×2 convolution of stride 2 makes four output pixels of each input pixel, each by
 * a matrix of its own. That is one 1×1 convolution with four times the output channels, whose
 * result is then laid out as pixels: for 1×1 convolutions there is an integer kernel.
 */
record QuantizedUpsample(String name, QuantizedKernel kernel) implements ConvolutionLeaf {
  private static final int FACTOR = 2;

  static QuantizedUpsample of(UpsampleConvolution u, QuantizationPlan.Scales scales) {
    return new QuantizedUpsample(
        u.name(),
        QuantizedKernel.of(
            pointwise(u.weight()),
            u.bias().repeat(FACTOR * FACTOR),
            1,
            0,
            1,
            Activation.NONE,
            scales));
  }

  /** [in, out, 2, 2] as [row · column · out, in, 1, 1]: one scale for each output channel still. */
  private static QuantizedWeight pointwise(Tensor weight) {
    QuantizedWeight channels = QuantizedWeight.of(weight.transpose(0, 1));
    Tensor integers = channels.integers().permute(2, 3, 0, 1).contiguous();
    return new QuantizedWeight(
        integers.view(-1, weight.size(0), 1, 1), channels.scales().repeat(FACTOR * FACTOR));
  }

  @Override
  public Tensor forward(Tensor input) {
    return Scoped.run(() -> interleave(kernel.forward(input)));
  }

  /** [N, row · column · C, H, W] as [N, C, 2 H, 2 W]. */
  private static Tensor interleave(Tensor x) {
    long n = x.size(0);
    long c = x.size(1) / (FACTOR * FACTOR);
    long h = x.size(2);
    long w = x.size(3);
    Tensor pixels =
        x.permute(0, 2, 3, 1)
            .reshape(n, h, w, FACTOR, FACTOR, c)
            .permute(0, 1, 3, 2, 4, 5)
            .reshape(n, FACTOR * h, FACTOR * w, c);
    return pixels.permute(0, 3, 1, 2).contiguous(MemoryFormat.ChannelsLast);
  }

  @Override
  public ConvolutionLeaf fuse() {
    return this;
  }

  /** The packed weights are where they can run already. */
  @Override
  public ConvolutionLeaf map(UnaryOperator<Tensor> operation) {
    return this;
  }

  @Override
  public List<Tensor> tensors() {
    return List.of();
  }

  @Override
  public List<Pointer> owned() {
    return kernel.owned();
  }

  @Override
  public long byteCount() {
    return kernel.byteCount();
  }
}
