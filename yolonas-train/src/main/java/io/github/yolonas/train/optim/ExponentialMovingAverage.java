package io.github.yolonas.train.optim;

import io.github.yolonas.train.network.ParameterNames;
import io.github.yolonas.train.network.TrainableNetwork;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;

/**
 * A network whose parameters and running statistics trail behind those of one that learns, and
 * which predicts better for it. Not thread-safe. The original: {@code ModelEMA}.
 *
 * <p>Counts of batches are not averaged: they stay as they were when the average began.
 */
public final class ExponentialMovingAverage implements AutoCloseable {
  private final TrainableNetwork average;
  private final EmaDecay decay;

  /** Begins with a copy of the network, owned until closed. */
  public ExponentialMovingAverage(TrainableNetwork network, EmaDecay decay) {
    average = network.copy();
    this.decay = decay;
  }

  /**
   * Moves the average towards the network.
   *
   * @param network the one with which the average began
   * @param step which one it is, from 1
   * @param totalSteps how many there will be
   */
  public void update(TrainableNetwork network, long step, long totalSteps) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Scalar share = new Scalar(1 - decay.at(step, totalSteps));
      average
          .state()
          .forEach(
              (name, mean) -> {
                if (mean.is_floating_point() && !ParameterNames.isPlaceholder(name)) {
                  mean.lerp_(network.tensor(name), share);
                }
              });
    }
  }

  /** The averaged network; it stays this object's. */
  public TrainableNetwork network() {
    return average;
  }

  /** Frees the average. Idempotent. */
  @Override
  public void close() {
    average.close();
  }
}
