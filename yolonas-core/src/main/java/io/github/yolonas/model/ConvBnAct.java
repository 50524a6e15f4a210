package io.github.yolonas.model;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Convolution, batch norm, ReLU. The original: {@code Conv} and {@code ConvBNReLU}, and also a
 * {@code QARepVGGBlock} whose branches are fused while its last batch norm is not.
 *
 * @param weight [out, in / groups, k, k]
 * @param bias [out]; zeros where the original has none
 */
record ConvBnAct(
    String name, Tensor weight, Tensor bias, BatchNorm bn, int stride, int padding, int groups)
    implements ConvolutionLeaf {

  /** {@code conv} and {@code bn} below the cursor; without {@code bn} it is already fused. */
  static Layer load(Weights w, int in, int out, int kernel, int stride) {
    return load(w, in, out, kernel, stride, 1);
  }

  static Layer load(Weights w, int in, int out, int kernel, int stride, int groups) {
    return w.place(
        () -> {
          Tensor weight = w.tensor("conv.weight", out, in / groups, kernel, kernel);
          boolean fused = !w.has("bn.weight") && w.has("conv.bias");
          Tensor bias = w.has("conv.bias") ? w.tensor("conv.bias", out) : zeros(weight, out);
          return fused
              ? new Convolution(w.path(), weight, bias, stride, kernel / 2, groups, Activation.RELU)
              : new ConvBnAct(
                  w.path(),
                  weight,
                  bias,
                  BatchNorm.load(w.in("bn"), out),
                  stride,
                  kernel / 2,
                  groups);
        });
  }

  private static Tensor zeros(Tensor like, long size) {
    return torch.zeros(new long[] {size}, like.options());
  }

  @Override
  public Tensor forward(Tensor input) {
    return Scoped.run(
        () ->
            Activation.RELU.apply(
                bn.forward(
                    Convolution.convolve(
                        input, weight, new TensorOptional(bias), stride, padding, groups))));
  }

  @Override
  public ConvolutionLeaf fuse() {
    return Scoped.run(this::folded, Convolution::tensors);
  }

  private Convolution folded() {
    return new Convolution(
        name,
        bn.scaled(weight).to(weight.scalar_type()),
        bn.fold(bias).to(weight.scalar_type()),
        stride,
        padding,
        groups,
        Activation.RELU);
  }

  @Override
  public ConvolutionLeaf map(UnaryOperator<Tensor> operation) {
    return new ConvBnAct(
        name,
        operation.apply(weight),
        operation.apply(bias),
        bn.map(operation),
        stride,
        padding,
        groups);
  }

  @Override
  public ConvolutionLeaf normalizedBy(Statistics statistics) {
    return new ConvBnAct(name, weight, bias, bn.by(statistics), stride, padding, groups);
  }

  @Override
  public List<Tensor> tensors() {
    return Stream.concat(Stream.of(weight, bias), bn.tensors().stream()).toList();
  }
}
