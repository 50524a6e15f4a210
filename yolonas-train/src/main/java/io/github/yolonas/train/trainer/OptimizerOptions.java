package io.github.yolonas.train.trainer;

import io.github.yolonas.train.network.TrainableNetwork;
import io.github.yolonas.train.optim.AdamW;
import io.github.yolonas.train.optim.Optimizer;
import io.github.yolonas.train.optim.ParameterGroup;
import io.github.yolonas.train.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;

/**
 * Which optimizer moves the parameters, and how fast. Biases and norms are spared from weight
 * decay. Immutable.
 *
 * @param algorithm default {@link Algorithm#ADAM_W}
 * @param learningRate the highest, at the end of the warm-up; above 0; default 5e-4, the recipes'
 * @param weightDecay 0 or more; default 1e-5, the recipes'
 * @param momentum of SGD, 0 to below 1; default 0.9; AdamW has betas of 0.9 and 0.999
 */
public record OptimizerOptions(
    Algorithm algorithm, double learningRate, double weightDecay, double momentum) {
  /** Ways to go down a gradient. */
  public enum Algorithm {
    /** {@link AdamW}. */
    ADAM_W,
    /** {@link Sgd} with momentum. */
    SGD
  }

  /** Checks the ranges. */
  public OptimizerOptions {
    Objects.requireNonNull(algorithm, "algorithm");
    require(learningRate > 0 && Double.isFinite(learningRate), "learningRate", "> 0", learningRate);
    require(weightDecay >= 0 && Double.isFinite(weightDecay), "weightDecay", "≥ 0", weightDecay);
    require(momentum >= 0 && momentum < 1, "momentum", "0 to below 1", momentum);
  }

  private static void require(boolean fits, String name, String expected, double found) {
    if (!fits) {
      throw new IllegalArgumentException(
          "%s: expected %s, found %s".formatted(name, expected, found));
    }
  }

  /** AdamW as the recipes have it, with another learning rate. */
  public static OptimizerOptions adamW(double learningRate) {
    return new OptimizerOptions(Algorithm.ADAM_W, learningRate, 1e-5, 0.9);
  }

  /** SGD with momentum 0.9. */
  public static OptimizerOptions sgd(double learningRate) {
    return new OptimizerOptions(Algorithm.SGD, learningRate, 1e-5, 0.9);
  }

  /**
   * An optimizer of what is not frozen, and of what others learn beside; the caller closes it.
   *
   * @param auxiliary by names that are none of the network's
   */
  Optimizer create(TrainableNetwork network, Map<String, Tensor> auxiliary) {
    List<ParameterGroup> groups = new ArrayList<>(ParameterGroup.of(network, weightDecay));
    if (!auxiliary.isEmpty()) {
      groups.add(new ParameterGroup(ParameterGroup.DEFAULT, weightDecay, auxiliary));
    }
    return switch (algorithm) {
      case ADAM_W -> new AdamW(groups, learningRate, AdamW.Options.defaults());
      case SGD -> new Sgd(groups, learningRate, new Sgd.Options(momentum, false));
    };
  }
}
