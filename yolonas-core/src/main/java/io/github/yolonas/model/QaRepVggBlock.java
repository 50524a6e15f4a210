package io.github.yolonas.model;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The re-parameterisable block: three branches in training, one convolution afterwards. The
 * original: {@code QARepVGGBlock}; "Make RepVGG Greater Again: A Quantization-aware Approach" (Chu,
 * Li, Zhang; 2022), figure 3, variant S4.
 *
 * <pre>ReLU(post_bn(bn(conv3x3(x)) + conv1x1(x) + bias [+ x]))</pre>
 *
 * <p>Every branch is linear, so their sum is one 3×3 convolution: the batch norm's factor scales
 * the 3×3 kernel's output channels; the 1×1 kernel is a 3×3 one that is zero but at its centre; the
 * identity is a 1×1 kernel that is the unit matrix. The outer batch norm scales the sum once more.
 * Folding is done in fp64 and rounded once.
 *
 * @param weight3x3 [out, in, 3, 3], without bias
 * @param weight1x1 [out, in, 1, 1]
 * @param bias1x1 [out]
 */
record QaRepVggBlock(
    String name,
    Tensor weight3x3,
    BatchNorm bn,
    Tensor weight1x1,
    Tensor bias1x1,
    BatchNorm postBn,
    int stride,
    boolean residual)
    implements ConvolutionLeaf {

  /**
   * Loads the block in the state the checkpoint has it: with its branches, with the branches fused
   * into {@code rbr_reparam}, or with the outer batch norm fused as well. An un-fused checkpoint
   * holds a {@code rbr_reparam} too, of random values: it is a placeholder and is not read.
   */
  static Layer load(Weights w, int in, int out, int stride, boolean residual) {
    return w.place(
        () ->
            w.has("branch_3x3.conv.weight")
                ? branches(w, in, out, stride, residual)
                : fused(w, in, out, stride));
  }

  private static ConvolutionLeaf branches(
      Weights w, int in, int out, int stride, boolean residual) {
    w.ignore("rbr_reparam.weight", "rbr_reparam.bias");
    return new QaRepVggBlock(
        w.path(),
        w.tensor("branch_3x3.conv.weight", out, in, 3, 3),
        BatchNorm.load(w.in("branch_3x3").in("bn"), out),
        w.tensor("branch_1x1.weight", out, in, 1, 1),
        w.tensor("branch_1x1.bias", out),
        BatchNorm.load(w.in("post_bn"), out),
        stride,
        residual);
  }

  private static ConvolutionLeaf fused(Weights w, int in, int out, int stride) {
    Tensor weight = w.tensor("rbr_reparam.weight", out, in, 3, 3);
    Tensor bias = w.tensor("rbr_reparam.bias", out);
    return w.has("post_bn.weight")
        ? new ConvBnAct(w.path(), weight, bias, BatchNorm.load(w.in("post_bn"), out), stride, 1, 1)
        : new Convolution(w.path(), weight, bias, stride, 1, 1, Activation.RELU);
  }

  @Override
  public Tensor forward(Tensor input) {
    return Scoped.run(
        () -> {
          Tensor sum =
              bn.forward(
                  Convolution.convolve(input, weight3x3, new TensorOptional(), stride, 1, 1));
          sum =
              sum.add(
                  Convolution.convolve(
                      everyNth(input), weight1x1, new TensorOptional(bias1x1), 1, 0, 1));
          return Activation.RELU.apply(postBn.forward(residual ? sum.add(input) : sum));
        });
  }

  /**
   * What a 1×1 convolution of this stride looks at. oneDNN's own way of striding crashes on the way
   * back, for channels-last maps of few channels.
   */
  private Tensor everyNth(Tensor x) {
    return stride == 1
        ? x
        : x.slice(2, new LongOptional(), new LongOptional(), stride)
            .slice(3, new LongOptional(), new LongOptional(), stride);
  }

  @Override
  public ConvolutionLeaf fuse() {
    return Scoped.run(this::folded, Convolution::tensors);
  }

  private Convolution folded() {
    Tensor centre = weight1x1.to(ScalarType.Double);
    if (residual) {
      centre = centre.add(identity(centre));
    }
    Tensor kernel = bn.scaled(weight3x3);
    kernel.narrow(2, 1, 1).narrow(3, 1, 1).add_(centre);
    postBn.scaleInPlace(kernel);
    Tensor bias = bn.fold(torch.zeros_like(bias1x1)).add(bias1x1.to(ScalarType.Double));
    return new Convolution(
        name,
        kernel.to(weight3x3.scalar_type()),
        postBn.fold(bias).to(weight3x3.scalar_type()),
        stride,
        1,
        1,
        Activation.RELU);
  }

  /** The 1×1 kernel that does nothing. */
  private static Tensor identity(Tensor like) {
    return torch.eye(like.size(0), like.options()).view(like.size(0), like.size(1), 1, 1);
  }

  @Override
  public ConvolutionLeaf map(UnaryOperator<Tensor> operation) {
    return new QaRepVggBlock(
        name,
        operation.apply(weight3x3),
        bn.map(operation),
        operation.apply(weight1x1),
        operation.apply(bias1x1),
        postBn.map(operation),
        stride,
        residual);
  }

  @Override
  public ConvolutionLeaf normalizedBy(Statistics statistics) {
    return new QaRepVggBlock(
        name,
        weight3x3,
        bn.by(statistics),
        weight1x1,
        bias1x1,
        postBn.by(statistics),
        stride,
        residual);
  }

  @Override
  public List<Tensor> tensors() {
    return Stream.of(
            Stream.of(weight3x3, weight1x1, bias1x1),
            bn.tensors().stream(),
            postBn.tensors().stream())
        .flatMap(tensors -> tensors)
        .toList();
  }
}
