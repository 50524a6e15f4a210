package io.github.yolonas.train.recipe;

import io.github.yolonas.Device;
import io.github.yolonas.Variant;
import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.train.augment.AugmentationPipeline;
import io.github.yolonas.train.augment.PaintedImages;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.data.LabelledImage;
import io.github.yolonas.train.loader.DataLoaderOptions;
import io.github.yolonas.train.recipe.DatasetReference.Stored;
import io.github.yolonas.train.recipe.DatasetReference.Synthetic;
import io.github.yolonas.train.trainer.OptimizerOptions;
import io.github.yolonas.train.trainer.TrainerOptions;
import io.github.yolonas.train.trainer.TrainerOptionsBuilder;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Recipes that take a second: a tiny network, a few painted images of 64×64. */
final class SmallRecipes {
  static final InputSize SIZE = new InputSize(64, 64);

  /** YOLO-NAS S with an eighth of its channels and as few blocks as there can be. */
  static final NetworkSource NETWORK = new NetworkSource.Untrained(Variant.S, 0.125, 0.1);

  static final DatasetReference TRAIN = DatasetReference.synthetic(6, 1);
  static final DatasetReference HELD_OUT = DatasetReference.synthetic(2, 2);

  /** Paints what is synthetic; knows one place with other classes, and that another is missing. */
  static final DatasetSource PAINTED =
      reference -> {
        if (reference instanceof Synthetic synthetic) {
          return painted(synthetic.options().size(), synthetic.options().seed());
        }
        if (reference instanceof Stored stored && stored.path().endsWith("others")) {
          return new Renamed(painted(4, 3), List.of("a", "b"));
        }
        throw new UncheckedIOException(
            reference + ": expected a data set, found no such file",
            new NoSuchFileException(reference.toString()));
      };

  private SmallRecipes() {}

  static Dataset painted(int count, long seed) {
    List<List<Integer>> classes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      classes.add(List.of(i % 6, (i + 1) % 6));
    }
    return new PaintedImages(classes, 128, seed);
  }

  /** The same images with other classes. */
  record Renamed(Dataset dataset, List<String> classNames) implements Dataset {
    @Override
    public int size() {
      return dataset.size();
    }

    @Override
    public AnnotatedImage annotations(int index) {
      return dataset.annotations(index);
    }

    @Override
    public LabelledImage read(int index) {
      return dataset.read(index);
    }
  }

  static DataLoaderOptions loading() {
    return DataLoaderOptions.builder(SIZE)
        .batchSize(2)
        .shuffle(true)
        .dropLast(true)
        .workers(1)
        .augmentation(AugmentationPipeline.training(SIZE))
        .build();
  }

  static TrainerOptionsBuilder training(int epochs) {
    return TrainerOptions.builder()
        .epochs(epochs)
        .optimizer(OptimizerOptions.adamW(1e-3))
        .warmupBatches(2)
        .pictures(0);
  }

  static Phase phase(String name, int epochs) {
    return Phase.of(name, PhaseData.of(TRAIN, HELD_OUT), loading())
        .withTraining(training(epochs).build());
  }

  static Recipe recipe(Path folder, Phase... phases) {
    Recipe.Builder recipe = Recipe.builder(NETWORK, folder).device(Device.cpu()).seed(5);
    for (Phase phase : phases) {
      recipe.phase(phase);
    }
    return recipe.build();
  }

  /** Two phases of three batches each; in the second the heads stay as they are. */
  static Recipe twoPhases(Path folder) {
    return recipe(
        folder,
        phase("all", 1),
        phase("no heads", 2).withTraining(training(2).frozen(Set.of("heads")).build()));
  }

  static Distillation teacher(Path checkpoint) {
    return new Distillation(checkpoint, Map.of("classes", 0.5));
  }
}
