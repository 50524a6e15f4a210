package io.github.yolonas.train.trainer;

import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointMetadata;
import io.github.yolonas.checkpoint.CheckpointWriter;
import io.github.yolonas.runtime.CheckpointTensors;
import io.github.yolonas.train.network.ParameterNames;
import io.github.yolonas.train.network.TrainableNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Keeps the networks that validated best as files, to average their weights in the end: better than
 * each of them, as they lie around a common optimum (Izmailov et al., "Averaging Weights Leads to
 * Wider Optima", 2018). The original: {@code ModelWeightAveraging}.
 *
 * @param folder where the files are
 * @param most how many are kept; 0 for none
 */
record BestNetworks(TrainingFolder folder, int most) {
  private static final String AP = "ap";

  /** Keeps a network if it is one of the best. */
  void offer(int epoch, double ap, TrainableNetwork network) {
    if (most == 0) {
      return;
    }
    CheckpointWriter.writeSafetensors(
        folder.candidate(epoch),
        network.stateDict(),
        CheckpointMetadata.of(Optional.empty(), Optional.empty(), Map.of(AP, Double.toString(ap))));
    List<Path> worstFirst =
        files().stream().sorted(Comparator.comparingDouble(BestNetworks::ap)).toList();
    for (Path file : worstFirst.subList(0, Math.max(0, worstFirst.size() - most))) {
      delete(file);
    }
  }

  /**
   * The average of those that are kept; empty if there are fewer than two.
   *
   * @param like gives shape and place; its values play no part
   * @return for the caller to close
   */
  Optional<TrainableNetwork> average(TrainableNetwork like) {
    List<Path> files = most == 0 ? List.of() : files();
    if (files.size() < 2) {
      return Optional.empty();
    }
    TrainableNetwork average = like.copy();
    boolean done = false;
    try (NoGradGuard guard = new NoGradGuard()) {
      for (int i = 0; i < files.size(); i++) {
        blend(average, files.get(i), 1.0 / (i + 1));
      }
      done = true;
      return Optional.of(average);
    } finally {
      if (!done) {
        average.close();
      }
    }
  }

  /** Moves the average by a share towards the weights of a file; a share of 1 takes them over. */
  private static void blend(TrainableNetwork average, Path file, double share) {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      CheckpointTensors saved = new CheckpointTensors(checkpoint);
      average
          .state()
          .forEach(
              (name, mean) -> {
                try (PointerScope scope = new PointerScope()) {
                  Tensor value = saved.read(name).to(mean.device(), mean.scalar_type());
                  if (share == 1) {
                    mean.copy_(value);
                  } else if (mean.is_floating_point() && !ParameterNames.isPlaceholder(name)) {
                    mean.lerp_(value, new Scalar(share));
                  }
                }
              });
    }
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(folder.candidate(0).getParent())) {
      return files.filter(f -> f.toString().endsWith(".safetensors")).sorted().toList();
    } catch (IOException e) {
      throw new TrainingException(folder.path() + ": cannot be listed: " + e, e);
    }
  }

  private static double ap(Path file) {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      return Double.parseDouble(checkpoint.metadata().extra().getOrDefault(AP, "NaN"));
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new TrainingException(file + ": cannot be deleted: " + e, e);
    }
  }
}
