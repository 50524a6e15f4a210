package io.github.yolonas.train.trainer;

import io.github.yolonas.Device;
import io.github.yolonas.runtime.CoreBudget;
import io.github.yolonas.train.loader.TrainingBatch;
import io.github.yolonas.train.loss.DetectionLoss;
import io.github.yolonas.train.loss.PPYoloELoss;
import io.github.yolonas.train.network.Autocast;
import io.github.yolonas.train.network.Mode;
import io.github.yolonas.train.network.NetworkOutput;
import io.github.yolonas.train.network.TrainableNetwork;
import io.github.yolonas.train.optim.GradientClipping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * One batch: forward, loss, backward, and every so often a step of the optimizer.
 *
 * @param device where the network is
 * @param state what changes
 * @param options how
 * @param auxiliary what is minimised beside the loss of the labels
 * @param totalUpdates steps of the optimizer of the whole training
 */
record Learning(
    Device device,
    TrainingState state,
    TrainerOptions options,
    List<AuxiliaryLoss> auxiliary,
    long totalUpdates) {
  /** Longer than any finite gradient: measures without shortening. */
  private static final double UNLIMITED = Float.MAX_VALUE;

  /**
   * What came of a batch.
   *
   * @param losses what was minimised
   * @param gradientNorm NaN where no step was taken
   * @param good whether loss and gradient were finite; if not, nothing has changed
   */
  record Outcome(Losses losses, double gradientNorm, boolean good) {}

  /**
   * The parts of what is minimised.
   *
   * @param labels the loss of the labels
   * @param auxiliary what is minimised beside it, by name
   */
  record Losses(DetectionLoss.Values labels, Map<String, Double> auxiliary) {
    boolean isFinite() {
      return Double.isFinite(labels.total())
          && auxiliary.values().stream().allMatch(Double::isFinite);
    }
  }

  /**
   * Learns from a batch.
   *
   * @param updates whether the gradients gathered so far make a step
   * @param update which step of the optimizer it is, from 1
   */
  Outcome learn(TrainingBatch batch, boolean updates, long update) {
    return CoreBudget.pass(options.threads(), () -> compute(batch, updates, update));
  }

  private Outcome compute(TrainingBatch batch, boolean updates, long update) {
    try (PointerScope scope = new PointerScope()) {
      TrainableNetwork network = state.network();
      RunningStatistics before = RunningStatistics.of(network);
      Losses losses = backward(batch);
      double norm = updates && losses.isFinite() ? gradientNorm() : Double.NaN;
      if (!losses.isFinite() || (updates && !Double.isFinite(norm))) {
        state.clearGradients();
        before.restore(network);
        return new Outcome(losses, norm, false);
      }
      if (updates) {
        state.optimizer().step();
        state.clearGradients();
        state.average().ifPresent(ema -> ema.update(network, update, totalUpdates));
      }
      return new Outcome(losses, norm, true);
    }
  }

  /** Gradients are added only where every part is finite. */
  private Losses backward(TrainingBatch batch) {
    try (PointerScope scope = new PointerScope()) {
      Tensor images = batch.images(device, state.network().scalarType());
      NetworkOutput output = forward(images);
      DetectionLoss loss =
          new PPYoloELoss(options.loss()).compute(output.predictions(), batch.targets());
      Losses losses = new Losses(loss.values(), new LinkedHashMap<>());
      if (!losses.isFinite()) {
        return losses;
      }
      Tensor total = loss.total();
      for (AuxiliaryLoss other : auxiliary) {
        for (var term : other.terms(images, output, batch.targets()).entrySet()) {
          losses.auxiliary().merge(term.getKey(), term.getValue().item_double(), Double::sum);
          total = total.add(term.getValue());
        }
      }
      if (losses.isFinite()) {
        (options.accumulate() == 1 ? total : total.div(new Scalar(options.accumulate())))
            .backward();
      }
      return losses;
    }
  }

  private NetworkOutput forward(Tensor images) {
    if (!options.bf16()) {
      return state.network().pass(images, Mode.TRAINING);
    }
    try (Autocast autocast = Autocast.bf16(device)) {
      return state.network().pass(images, Mode.TRAINING);
    }
  }

  private double gradientNorm() {
    return GradientClipping.clip(state.learned(), options.clipNorm().orElse(UNLIMITED));
  }
}
