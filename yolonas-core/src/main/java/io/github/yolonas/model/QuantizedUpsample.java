package io.github.yolonas.model;

import java.util.List;
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
record QuantizedUpsample(String name, QuantizedKernel kernel) implements PackedLeaf {
  private static final int FACTOR = UpsampleConvolution.FACTOR;

  static QuantizedUpsample of(UpsampleConvolution u, QuantizationPlan.Scales scales) {
    return new QuantizedUpsample(
        u.name(),
        QuantizedKernel.of(
            u.pointwiseWeight(), u.pointwiseBias(), 1, 0, 1, Activation.NONE, scales));
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
  public List<Pointer> owned() {
    return kernel.owned();
  }

  @Override
  public long byteCount() {
    return kernel.byteCount();
  }
}
