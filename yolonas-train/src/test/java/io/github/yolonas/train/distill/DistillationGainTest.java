package io.github.yolonas.train.distill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.Variant;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.augment.AugmentationPipeline;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.loader.DataLoader;
import io.github.yolonas.train.loader.DataLoaderOptions;
import io.github.yolonas.train.network.NetworkOptions;
import io.github.yolonas.train.network.NetworkSpec;
import io.github.yolonas.train.network.TrainableNetwork;
import io.github.yolonas.train.optim.EmaDecay;
import io.github.yolonas.train.synthetic.IntRange;
import io.github.yolonas.train.synthetic.SyntheticDataset;
import io.github.yolonas.train.synthetic.SyntheticOptions;
import io.github.yolonas.train.trainer.OptimizerOptions;
import io.github.yolonas.train.trainer.Trainer;
import io.github.yolonas.train.trainer.TrainerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A very small student that sees 400 images, with a larger teacher that has seen 1,000 and without:
 * the same weights to begin with, the same images in the same order, 700 steps. Minutes long, so
 * not among the tests of every build:
 *
 * <pre>mvn -pl yolonas-train -am test -Dtest=DistillationGainTest -Dyolonas.excludedGroups=gpu \
 *     -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@Tag("slow")
@ExtendWith(NativeLeakExtension.class)
class DistillationGainTest {
  static final int SIDE = 96;

  /** None of those that the default weights were chosen with. */
  static final List<Long> SEEDS = List.of(11L, 12L, 13L);

  /** A sixth of the channels and a fifth of the depth of S, against a third of both. */
  static final NetworkSpec STUDENT = new NetworkSpec(Variant.S, 0.17, 0.2, 4);

  static final NetworkSpec TEACHER = new NetworkSpec(Variant.S, 0.34, 0.34, 4);

  static final Dataset HELD_OUT = images(200, 98);

  static Dataset images(int count, long seed) {
    return new SyntheticDataset(
        SyntheticOptions.builder()
            .size(count)
            .seed(seed)
            .width(IntRange.of(SIDE))
            .height(IntRange.of(SIDE))
            .objects(new IntRange(1, 3))
            .smallestObject(0.2)
            .largestObject(0.5)
            .degradedShare(0)
            .classNames(List.of("circle", "square", "triangle", "star"))
            .build());
  }

  static DataLoader loader(Dataset dataset, long seed) {
    return new DataLoader(
        dataset,
        DataLoaderOptions.builder(new InputSize(SIDE, SIDE))
            .batchSize(8)
            .shuffle(true)
            .seed(seed)
            .workers(1)
            .cacheBytes(1 << 26)
            .augmentation(AugmentationPipeline.validation(new InputSize(SIDE, SIDE)))
            .build());
  }

  static TrainableNetwork network(NetworkSpec spec, long seed) {
    return TrainableNetwork.create(spec, NetworkOptions.builder().seed(seed).build());
  }

  /** AP of the averaged network after the last epoch. */
  static double train(
      TrainableNetwork network,
      DataLoader loader,
      int epochs,
      double rate,
      Optional<DistillationLoss> teaching,
      Path folder) {
    TrainerOptions options =
        TrainerOptions.builder()
            .epochs(epochs)
            .optimizer(OptimizerOptions.adamW(rate))
            .warmupBatches(10)
            .ema(Optional.of(new EmaDecay.Threshold(0.98)))
            .validateEvery(epochs)
            .pictures(0)
            .threads(1)
            .build();
    Trainer.Builder trainer =
        Trainer.builder(network, loader, folder).options(options).validation(HELD_OUT);
    teaching.ifPresent(trainer::auxiliaryLoss);
    return trainer.build().train().best().orElseThrow().ap();
  }

  static double student(
      long seed, Optional<TrainableNetwork> teacher, DistillationOptions options, Path folder) {
    try (TrainableNetwork network = network(STUDENT, seed)) {
      Optional<DistillationLoss> loss = teacher.map(t -> DistillationLoss.of(t, network, options));
      try {
        return train(network, loader(images(400, seed), seed), 14, 4e-3, loss, folder);
      } finally {
        loss.ifPresent(DistillationLoss::close);
      }
    }
  }

  /** The average of what a training ends with. */
  private static TrainableNetwork teacher(Path folder) {
    try (TrainableNetwork network = network(TEACHER, 7)) {
      double ap = train(network, loader(images(1000, 7), 7), 16, 2e-3, Optional.empty(), folder);
      System.out.printf(Locale.ROOT, "teacher: AP %.3f%n", ap);
    }
    try (Checkpoint checkpoint = Checkpoint.open(folder.resolve("best.pth"))) {
      return TrainableNetwork.load(checkpoint, NetworkOptions.defaults());
    }
  }

  @Test
  @Timeout(1800)
  void aTeacherMakesABetterStudent(@TempDir Path folder) {
    List<Double> alone = new ArrayList<>();
    List<Double> taught = new ArrayList<>();
    try (TrainableNetwork teacher = teacher(folder.resolve("teacher"))) {
      for (long seed : SEEDS) {
        Path place = folder.resolve(Long.toString(seed));
        alone.add(
            student(
                seed, Optional.empty(), DistillationOptions.defaults(), place.resolve("alone")));
        taught.add(
            student(
                seed,
                Optional.of(teacher),
                DistillationOptions.defaults(),
                place.resolve("taught")));
        int last = alone.size() - 1;
        System.out.printf(
            Locale.ROOT,
            "seed %d: alone AP %.3f, taught AP %.3f%n",
            seed,
            alone.get(last),
            taught.get(last));
      }
    }
    for (int i = 0; i < SEEDS.size(); i++) {
      assertThat(taught.get(i)).as("seed %d", SEEDS.get(i)).isGreaterThan(alone.get(i));
    }
  }
}
