package io.github.yolonas.model;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Doubles height and width by a learned 2×2 transposed convolution of stride 2, so that output
 * pixels never overlap.
 *
 * @param weight [in, out, 2, 2]
 * @param bias [out]
 */
public record UpsampleConvolution(String name, Tensor weight, Tensor bias)
    implements ConvolutionLeaf {
  /** By how much height and width grow. */
  public static final int FACTOR = 2;

  static Layer load(Weights w, int channels) {
    return w.place(
        () ->
            new UpsampleConvolution(
                w.path(),
                w.tensor("weight", channels, channels, 2, 2),
                w.tensor("bias", channels)));
  }

  /**
   * The same as a 1×1 convolution with four times the output channels, whose result is then laid
   * out as pixels: integer kernels know only those. There is one scale for each output channel.
   *
   * @return weight [row · column · out, in, 1, 1]
   */
  public QuantizedWeight pointwiseWeight() {
    QuantizedWeight channels = QuantizedWeight.of(weight.transpose(0, 1));
    Tensor integers = channels.integers().permute(2, 3, 0, 1).contiguous();
    return new QuantizedWeight(
        integers.view(-1, weight.size(0), 1, 1), channels.scales().repeat(FACTOR * FACTOR));
  }

  /** The bias of that convolution, [row · column · out]. */
  public Tensor pointwiseBias() {
    return bias.repeat(FACTOR * FACTOR);
  }

  @Override
  public Tensor forward(Tensor input) {
    return torch.conv_transpose2d(
        input,
        weight,
        new TensorOptional(bias),
        new long[] {2, 2},
        new long[] {0, 0},
        new long[] {0, 0},
        1,
        1,
        1);
  }

  @Override
  public ConvolutionLeaf fuse() {
    return this;
  }

  @Override
  public ConvolutionLeaf map(UnaryOperator<Tensor> operation) {
    return new UpsampleConvolution(name, operation.apply(weight), operation.apply(bias));
  }

  @Override
  public List<Tensor> tensors() {
    return List.of(weight, bias);
  }
}
