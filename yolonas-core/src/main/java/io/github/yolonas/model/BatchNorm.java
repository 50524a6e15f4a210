package io.github.yolonas.model;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Batch normalisation: {@code (x - mean) / sqrt(var + eps) * gamma + beta} for each channel. All
 * four tensors are [C].
 *
 * @param statistics whose mean and variance: in inference the running ones
 */
record BatchNorm(
    Tensor weight, Tensor bias, Tensor runningMean, Tensor runningVar, Statistics statistics) {

  /** The original sets this on every batch norm after construction. */
  static final double EPS = 1e-3;

  private static final double MOMENTUM = 0.03;

  static BatchNorm load(Weights w, int channels) {
    w.ignore("num_batches_tracked");
    return new BatchNorm(
        w.tensor("weight", channels),
        w.tensor("bias", channels),
        w.tensor("running_mean", channels),
        w.tensor("running_var", channels),
        Statistics.RUNNING);
  }

  Tensor forward(Tensor x) {
    return torch.batch_norm(
        x,
        new TensorOptional(weight),
        new TensorOptional(bias),
        new TensorOptional(runningMean),
        new TensorOptional(runningVar),
        statistics == Statistics.BATCH,
        MOMENTUM,
        EPS,
        true);
  }

  /** The factor {@code gamma / sqrt(var + eps)} of each channel, fp64. */
  Tensor scale() {
    Tensor deviation = runningVar.to(ScalarType.Double).add(new Scalar(EPS)).sqrt();
    return weight.to(ScalarType.Double).div(deviation);
  }

  /** A kernel [C, in, k, k] with the factors in its output channels: a new tensor, fp64. */
  Tensor scaled(Tensor kernel) {
    Tensor scaled = kernel.to(ScalarType.Double, false, true, new MemoryFormatOptional());
    scaleInPlace(scaled);
    return scaled;
  }

  /** Folds the factors into an fp64 kernel that is nobody else's: a large one exists only once. */
  void scaleInPlace(Tensor kernel) {
    kernel.mul_(scale().view(-1, 1, 1, 1));
  }

  /** What an input of {@code constant} becomes, [C] fp64: the bias after folding. */
  Tensor fold(Tensor constant) {
    return constant
        .to(ScalarType.Double)
        .sub(runningMean.to(ScalarType.Double))
        .mul(scale())
        .add(bias.to(ScalarType.Double));
  }

  List<Tensor> tensors() {
    return List.of(weight, bias, runningMean, runningVar);
  }

  BatchNorm map(UnaryOperator<Tensor> operation) {
    return new BatchNorm(
        operation.apply(weight),
        operation.apply(bias),
        operation.apply(runningMean),
        operation.apply(runningVar),
        statistics);
  }

  /** The same, over the same tensors, with the mean and variance of another kind. */
  BatchNorm by(Statistics other) {
    return new BatchNorm(weight, bias, runningMean, runningVar, other);
  }
}
