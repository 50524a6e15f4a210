package io.github.yolonas.train.recipe;

import io.github.yolonas.Device;
import io.github.yolonas.Variant;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.train.network.NetworkOptions;
import io.github.yolonas.train.network.NetworkSpec;
import io.github.yolonas.train.network.TrainableNetwork;
import java.nio.file.Path;
import java.util.Objects;

/** Which network a recipe begins with. Immutable. */
public sealed interface NetworkSource {

  /**
   * Makes the network.
   *
   * @param numClasses how many classes it is to learn
   * @param device where; not {@code AUTO}
   * @param seed of what is drawn at random
   * @return for the caller to close
   */
  TrainableNetwork open(int numClasses, Device device, long seed);

  /**
   * One that has learned nothing yet.
   *
   * @param variant the published network
   * @param width factor of its channels, as in {@link NetworkSpec}
   * @param depth factor of its bottlenecks, as in {@link NetworkSpec}
   */
  record Untrained(Variant variant, double width, double depth) implements NetworkSource {
    /** Checks the ranges. */
    public Untrained {
      new NetworkSpec(variant, width, depth, 1);
    }

    @Override
    public TrainableNetwork open(int numClasses, Device device, long seed) {
      return TrainableNetwork.create(
          new NetworkSpec(variant, width, depth, numClasses),
          NetworkOptions.builder().device(device).seed(seed).build());
    }
  }

  /**
   * A checkpoint's.
   *
   * @param checkpoint of any format
   * @param replaceHead whether its prediction of classes begins anew, for other classes than it
   *     knows
   */
  record Pretrained(Path checkpoint, boolean replaceHead) implements NetworkSource {
    /** Checks that there is a path. */
    public Pretrained {
      Objects.requireNonNull(checkpoint, "checkpoint");
    }

    @Override
    public TrainableNetwork open(int numClasses, Device device, long seed) {
      NetworkOptions.Builder options = NetworkOptions.builder().device(device).seed(seed);
      if (replaceHead) {
        options.numClasses(numClasses);
      }
      try (Checkpoint opened = Checkpoint.open(checkpoint)) {
        return TrainableNetwork.load(opened, options.build());
      }
    }
  }

  /** A published network that has learned nothing yet. */
  static NetworkSource untrained(Variant variant) {
    return new Untrained(variant, 1, 1);
  }
}
