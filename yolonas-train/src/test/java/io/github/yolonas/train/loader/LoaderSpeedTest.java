package io.github.yolonas.train.loader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.train.augment.AugmentationPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How many 640×480 photographs one worker brings to 320×320 in a second. */
class LoaderSpeedTest {
  private static final InputSize SIZE = new InputSize(320, 320);
  private static final JpegImages DATA = new JpegImages(32, 640, 480, Set.of());

  @Test
  void oneWorkerMakesDozensASecond() throws IOException {
    AugmentationPipeline training = AugmentationPipeline.training(SIZE);
    double mosaic = imagesPerSecond(training, 0);
    double calm = imagesPerSecond(training.withoutMosaic(), 0);
    double validation = imagesPerSecond(AugmentationPipeline.validation(SIZE), 0);
    double cached = imagesPerSecond(training, 1L << 30);
    Files.writeString(
        Path.of("target/loader-speed.md"),
        "training %.0f, without mosaic %.0f, validation %.0f, training cached %.0f images/s%n"
            .formatted(mosaic, calm, validation, cached));
    // Some 60; only what is of another order shall fail, on a busy machine too.
    assertThat(mosaic).isGreaterThan(6);
    assertThat(validation).isGreaterThan(mosaic);
  }

  private static double imagesPerSecond(AugmentationPipeline augmentation, long cacheBytes) {
    DataLoader loader =
        new DataLoader(
            DATA,
            DataLoaderOptions.builder(SIZE)
                .batchSize(8)
                .workers(1)
                .augmentation(augmentation)
                .cacheBytes(cacheBytes)
                .build());
    DataLoaderTest.all(loader.epoch(0));
    long start = System.nanoTime();
    int epochs = 4;
    for (int epoch = 1; epoch <= epochs; epoch++) {
      assertThat(DataLoaderTest.all(loader.epoch(epoch))).hasSize(4);
    }
    return epochs * DATA.size() * 1e9 / (System.nanoTime() - start);
  }
}
