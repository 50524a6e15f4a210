package io.github.yolonas.examples;

import io.github.yolonas.Variant;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.train.augment.AugmentationPipeline;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.data.DetectionDatasets;
import io.github.yolonas.train.loader.DataLoader;
import io.github.yolonas.train.loader.DataLoaderOptions;
import io.github.yolonas.train.network.NetworkOptions;
import io.github.yolonas.train.network.NetworkSpec;
import io.github.yolonas.train.network.TrainableNetwork;
import io.github.yolonas.train.trainer.Trainer;
import io.github.yolonas.train.trainer.TrainerOptions;
import io.github.yolonas.train.trainer.TrainingSummary;
import java.nio.file.Path;

/** A new network, trained on a folder of labelled images. */
public final class TrainOnFolder {
  private TrainOnFolder() {}

  /** Arguments: images to learn from, images to validate with, a folder to write to, epochs. */
  public static void main(String[] args) {
    if (args.length != 4) {
      System.err.println("arguments: TRAIN VALIDATION FOLDER EPOCHS, such as train val run 50");
      System.exit(2);
    }
    Path folder = Path.of(args[2]);
    int epochs = Integer.parseInt(args[3]);
    // region train
    InputSize size = new InputSize(256, 256);
    Dataset images = DetectionDatasets.open(Path.of(args[0]));
    DataLoader loader =
        new DataLoader(
            images,
            DataLoaderOptions.builder(size)
                .shuffle(true)
                .augmentation(AugmentationPipeline.training(size))
                .build());
    NetworkSpec spec = new NetworkSpec(Variant.S, 0.25, 0.34, images.classNames().size());
    try (TrainableNetwork network = TrainableNetwork.create(spec, NetworkOptions.defaults())) {
      TrainingSummary summary =
          Trainer.builder(network, loader, folder)
              .validation(DetectionDatasets.open(Path.of(args[1])))
              .options(TrainerOptions.builder().epochs(epochs).bf16(true).build())
              .build()
              .train();
      System.out.println(summary.checkpoint() + "\n" + summary.best().orElseThrow());
    }
    // endregion
  }
}
