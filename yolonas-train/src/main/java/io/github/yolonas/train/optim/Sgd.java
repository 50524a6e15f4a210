package io.github.yolonas.train.optim;

import io.github.yolonas.model.NativeOperator;
import java.util.List;
import org.bytedeco.pytorch.IValue;

/**
 * Steps down the gradient, with momentum; weight decay is part of the gradient. As PyTorch's {@code
 * SGD}.
 */
public final class Sgd extends Optimizer {
  private static final NativeOperator STEP = new NativeOperator("aten::_fused_sgd_", "");

  private final Options options;

  /**
   * How it goes on.
   *
   * @param momentum how much of the last step is taken again, from 0 to below 1; default 0.9
   * @param nesterov whether the gradient is looked at after the momentum; default false
   */
  public record Options(double momentum, boolean nesterov) {
    /** Checks the ranges. */
    public Options {
      if (!(momentum >= 0 && momentum < 1)) {
        throw new IllegalArgumentException(
            "momentum: expected from 0 to below 1, found " + momentum);
      }
      if (nesterov && momentum == 0) {
        throw new IllegalArgumentException("nesterov: expected a momentum above 0, found 0");
      }
    }

    /** Everything by default. */
    public static Options defaults() {
      return new Options(0.9, false);
    }
  }

  /**
   * For these groups.
   *
   * @param learningRate of all of them at first
   */
  public Sgd(List<ParameterGroup> groups, double learningRate, Options options) {
    super(groups, learningRate);
    this.options = options;
  }

  /** The kernel fills the momentum of parameters that move for the first time. */
  @Override
  void move(Slope slope, double learningRate, double weightDecay) {
    List<String> known = slope.names().stream().filter(this::remembers).toList();
    List<String> fresh = slope.names().stream().filter(name -> !known.contains(name)).toList();
    if (known.isEmpty() || fresh.isEmpty()) {
      move(slope, learningRate, weightDecay, known.isEmpty());
    } else {
      move(slope.only(known), learningRate, weightDecay, false);
      move(slope.only(fresh), learningRate, weightDecay, true);
    }
  }

  private void move(Slope slope, double learningRate, double weightDecay, boolean first) {
    STEP.execute(
        list(slope.parameters()),
        list(slope.gradients()),
        list(
            options.momentum() == 0
                ? List.of()
                : remembered(slope, "momentum_buffer", Initial.ZEROS)),
        new IValue(weightDecay),
        new IValue(options.momentum()),
        new IValue(learningRate),
        new IValue(0.0),
        new IValue(options.nesterov()),
        new IValue(false),
        new IValue(first),
        new IValue(),
        new IValue());
  }
}
