package io.github.yolonas.train.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.YoloNas;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.network.TrainableNetwork;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Eight images are learned by heart. */
@ExtendWith(NativeLeakExtension.class)
class OverfittingTest {
  private static final ColouredBoxes EIGHT = new ColouredBoxes(8, 1);

  @TempDir private Path folder;

  @Test
  void eightImagesAreLearnedByHeart() {
    TrainingSummary summary;
    try (TrainableNetwork network = SmallTraining.network()) {
      summary =
          Trainer.builder(network, SmallTraining.loader(EIGHT), folder)
              .options(SmallTraining.options(240).validateEvery(80).pictures(4).build())
              .validation(EIGHT)
              .build()
              .train();
    }
    assertThat(summary.best().orElseThrow().ap()).isGreaterThanOrEqualTo(0.95);
    assertThat(summary.reason()).isEqualTo(StopReason.COMPLETED);
    assertThat(summary.checkpoint()).isEqualTo(folder.resolve("best.pth"));
    assertThat(folder.resolve("pictures/epoch-239.jpg")).exists();
    try (YoloNas model = YoloNas.load(summary.checkpoint())) {
      assertThat(model.classNames()).containsExactly("red", "green", "blue");
      ImageDetectionPrediction found = model.predict(ImageSource.of(EIGHT.read(0).image()));
      assertThat(found.prediction().labels()).isEqualTo(EIGHT.annotations(0).prediction().labels());
    }
  }
}
