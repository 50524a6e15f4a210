package io.github.yolonas.model;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * One convolution with bias and activation: what every other convolution leaf fuses into, and the
 * heads' prediction layers.
 *
 * @param weight [out, in / groups, k, k]
 * @param bias [out]
 */
public record Convolution(
    String name, Tensor weight, Tensor bias, int stride, int padding, int groups, Activation then)
    implements ConvolutionLeaf {

  /** A 1×1 prediction layer: no batch norm, no activation. */
  static Layer predictor(Weights w, int in, int out) {
    return w.place(
        () ->
            new Convolution(
                w.path(),
                w.tensor("weight", out, in, 1, 1),
                w.tensor("bias", out),
                1,
                0,
                1,
                Activation.NONE));
  }

  @Override
  public Tensor forward(Tensor input) {
    return then.apply(convolve(input, weight, new TensorOptional(bias), stride, padding, groups));
  }

  /** A square convolution without dilation, as all of this network's are. */
  static Tensor convolve(
      Tensor input, Tensor weight, TensorOptional bias, int stride, int padding, int groups) {
    return torch.conv2d(
        input,
        weight,
        bias,
        new long[] {stride, stride},
        new long[] {padding, padding},
        new long[] {1, 1},
        groups);
  }

  @Override
  public ConvolutionLeaf fuse() {
    return this;
  }

  @Override
  public ConvolutionLeaf map(UnaryOperator<Tensor> operation) {
    return new Convolution(
        name, operation.apply(weight), operation.apply(bias), stride, padding, groups, then);
  }

  @Override
  public List<Tensor> tensors() {
    return List.of(weight, bias);
  }
}
