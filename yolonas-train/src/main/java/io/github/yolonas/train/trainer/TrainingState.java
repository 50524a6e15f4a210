package io.github.yolonas.train.trainer;

import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.checkpoint.CheckpointMetadata;
import io.github.yolonas.checkpoint.CheckpointWriter;
import io.github.yolonas.checkpoint.StateDict;
import io.github.yolonas.checkpoint.StoredTensor;
import io.github.yolonas.runtime.CheckpointTensors;
import io.github.yolonas.train.network.TensorContents;
import io.github.yolonas.train.network.TrainableNetwork;
import io.github.yolonas.train.optim.ExponentialMovingAverage;
import io.github.yolonas.train.optim.Optimizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * All tensors that a training changes: the network's, which stays the caller's, their average, what
 * auxiliary losses learn, which stays theirs, and what the optimizer remembers. Saved as one file,
 * they go on as if nothing had happened.
 */
final class TrainingState implements AutoCloseable {
  private static final String NETWORK = "network.";
  private static final String AVERAGE = "average.";
  private static final String OPTIMIZER = "optimizer.";
  private static final String AUXILIARY = "auxiliary.";
  private static final String TRAINING = "training";

  private final TrainableNetwork network;
  private final Optimizer optimizer;
  private final Optional<ExponentialMovingAverage> average;
  private final Map<String, Tensor> auxiliary;

  private TrainingState(
      TrainableNetwork network,
      Optimizer optimizer,
      Optional<ExponentialMovingAverage> average,
      Map<String, Tensor> auxiliary) {
    this.auxiliary = auxiliary;
    this.network = network;
    this.optimizer = optimizer;
    this.average = average;
  }

  /** At the beginning. */
  static TrainingState of(
      TrainableNetwork network, TrainerOptions options, List<AuxiliaryLoss> losses) {
    Map<String, Tensor> auxiliary = parameters(losses);
    Optimizer optimizer = options.optimizer().create(network, auxiliary);
    try {
      return new TrainingState(
          network,
          optimizer,
          options.ema().map(decay -> new ExponentialMovingAverage(network, decay)),
          auxiliary);
    } catch (RuntimeException | Error e) {
      optimizer.close();
      throw e;
    }
  }

  /** Under names that no parameter of a network has. */
  private static Map<String, Tensor> parameters(List<AuxiliaryLoss> losses) {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    for (int i = 0; i < losses.size(); i++) {
      String prefix = AUXILIARY + i + ".";
      losses.get(i).parameters().forEach((name, value) -> parameters.put(prefix + name, value));
    }
    return parameters;
  }

  TrainableNetwork network() {
    return network;
  }

  /** All parameters that gradients go to: the network's and those of auxiliary losses. */
  List<Tensor> learned() {
    List<Tensor> learned = new ArrayList<>(network.parameters().values());
    learned.addAll(auxiliary.values());
    return learned;
  }

  void clearGradients() {
    network.clearGradients();
    auxiliary.values().forEach(parameter -> parameter.mutable_grad().reset());
  }

  Optimizer optimizer() {
    return optimizer;
  }

  Optional<ExponentialMovingAverage> average() {
    return average;
  }

  /** What is validated and given to the user: the average, or without one the network. */
  TrainableNetwork result() {
    return average.map(ExponentialMovingAverage::network).orElse(network);
  }

  /**
   * Saves everything; the file is there whole or not at all.
   *
   * @param training what must be the same when it is restored
   */
  void save(Path file, TrainingProgress progress, String training) {
    StateDict.Builder state = StateDict.builder();
    network.stateDict().stream().forEach(tensor -> state.add(renamed(NETWORK, tensor)));
    average.ifPresent(
        ema ->
            ema.network().stateDict().stream()
                .forEach(tensor -> state.add(renamed(AVERAGE, tensor))));
    auxiliary.forEach((name, tensor) -> state.add(TensorContents.of(name, tensor)));
    optimizer
        .state()
        .forEach(
            (parameter, values) ->
                values.forEach(
                    (what, tensor) ->
                        state.add(TensorContents.of(OPTIMIZER + what + "." + parameter, tensor))));
    Map<String, String> extra = new LinkedHashMap<>(progress.toMap());
    extra.put(TRAINING, training);
    CheckpointWriter.writeSafetensors(
        file, state.build(), CheckpointMetadata.of(Optional.empty(), Optional.empty(), extra));
  }

  private static StoredTensor renamed(String prefix, StoredTensor tensor) {
    return StoredTensor.of(
        prefix + tensor.name(), tensor.dtype(), tensor.shape(), tensor::readInto);
  }

  /**
   * Takes everything from a file.
   *
   * @return how far it was
   * @throws TrainingException if the file is not of this training, or damaged
   */
  TrainingProgress restore(Path file, String training) {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      Map<String, String> extra = checkpoint.metadata().extra();
      if (!training.equals(extra.get(TRAINING))) {
        throw new TrainingException(
            "%s: expected a training with these options: %s; found: %s"
                .formatted(file, training, extra.get(TRAINING)));
      }
      TrainingProgress progress = TrainingProgress.fromMap(extra);
      CheckpointTensors saved = new CheckpointTensors(checkpoint);
      restore(saved, NETWORK, network.state());
      average.ifPresent(ema -> restore(saved, AVERAGE, ema.network().state()));
      restore(saved, "", auxiliary);
      restoreOptimizer(saved);
      return progress;
    } catch (CheckpointException | IllegalArgumentException e) {
      throw new TrainingException(file + ": cannot be resumed: " + e.getMessage(), e);
    }
  }

  private static void restore(CheckpointTensors saved, String prefix, Map<String, Tensor> target) {
    try (NoGradGuard guard = new NoGradGuard()) {
      target.forEach(
          (name, tensor) -> {
            try (PointerScope scope = new PointerScope()) {
              tensor.copy_(saved.read(prefix + name));
            }
          });
    }
  }

  private void restoreOptimizer(CheckpointTensors saved) {
    try (PointerScope scope = new PointerScope()) {
      Map<String, Map<String, Tensor>> memory = new LinkedHashMap<>();
      for (String key : saved.keys()) {
        if (key.startsWith(OPTIMIZER)) {
          int dot = key.indexOf('.', OPTIMIZER.length());
          memory
              .computeIfAbsent(key.substring(dot + 1), name -> new LinkedHashMap<>())
              .put(key.substring(OPTIMIZER.length(), dot), saved.read(key));
        }
      }
      optimizer.restore(memory);
    }
  }

  /** Frees the average and what the optimizer remembers. */
  @Override
  public void close() {
    average.ifPresent(ExponentialMovingAverage::close);
    optimizer.close();
  }
}
