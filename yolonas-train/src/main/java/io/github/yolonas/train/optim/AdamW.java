package io.github.yolonas.train.optim;

import io.github.yolonas.model.NativeOperator;
import java.util.List;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Steps of even length whatever the gradient's size, with decay apart from the gradient: "Decoupled
 * Weight Decay Regularization" (Loshchilov, Hutter; 2019), algorithm 2.
 */
public final class AdamW extends Optimizer {
  private static final NativeOperator STEP = new NativeOperator("aten::_fused_adamw_", "");

  private final Options options;

  /**
   * How it averages.
   *
   * @param beta1 of the gradient's average, from 0 to below 1; default 0.9
   * @param beta2 of the squared gradient's average, from 0 to below 1; default 0.999
   * @param eps keeps the divisor from 0; default 1e-8
   */
  public record Options(double beta1, double beta2, double eps) {
    /** Checks the ranges. */
    public Options {
      if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && eps >= 0)) {
        throw new IllegalArgumentException(
            "expected beta1 and beta2 from 0 to below 1 and eps from 0, found %s, %s, %s"
                .formatted(beta1, beta2, eps));
      }
    }

    /** Everything by default. */
    public static Options defaults() {
      return new Options(0.9, 0.999, 1e-8);
    }
  }

  /**
   * For these groups.
   *
   * @param learningRate of all of them at first
   */
  public AdamW(List<ParameterGroup> groups, double learningRate, Options options) {
    super(groups, learningRate);
    this.options = options;
  }

  @Override
  void move(Slope slope, double learningRate, double weightDecay) {
    List<Tensor> steps = remembered(slope, "step", AdamW::zero);
    Scalar one = new Scalar(1);
    steps.forEach(step -> step.add_(one, one));
    STEP.execute(
        list(slope.parameters()),
        list(slope.gradients()),
        list(remembered(slope, "exp_avg", Initial.ZEROS)),
        list(remembered(slope, "exp_avg_sq", Initial.ZEROS)),
        list(List.of()),
        list(steps),
        new IValue(learningRate),
        new IValue(options.beta1()),
        new IValue(options.beta2()),
        new IValue(weightDecay),
        new IValue(options.eps()),
        new IValue(false),
        new IValue(false),
        new IValue(),
        new IValue());
  }

  /** A count of steps, for each parameter as PyTorch keeps it. */
  private static Tensor zero(Tensor parameter) {
    return torch.zeros(
        new long[0], parameter.options().dtype(new ScalarTypeOptional(ScalarType.Float)));
  }
}
