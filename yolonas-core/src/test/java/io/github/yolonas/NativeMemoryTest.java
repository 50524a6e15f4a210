package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.NativeLeakExtension;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Native memory does not grow: not by predicting, not by failing, not by loading and closing. */
@ExtendWith(NativeLeakExtension.class)
class NativeMemoryTest {
  private static final long MEBIBYTE = 1 << 20;

  @Test
  @Timeout(600)
  void twoThousandPredictionsGoodAndBad() {
    List<Path> images = ToyModel.images();
    ImageSource broken = ImageSource.of(new byte[] {1, 2, 3});
    try (YoloNas model = YoloNas.load(ToyModel.CHECKPOINT)) {
      predict(model, images, broken, 200);
      long objects = Pointer.totalCount();
      long before = Pointer.physicalBytes();
      predict(model, images, broken, 2_000);
      assertThat(Pointer.totalCount()).isEqualTo(objects);
      assertThat(Pointer.physicalBytes() - before).isLessThan(24 * MEBIBYTE);
    }
  }

  private static void predict(
      YoloNas model, List<Path> images, ImageSource broken, int predictions) {
    PredictOptions noSuchClass = PredictOptions.builder().classes("hexagon").build();
    for (int i = 0; i < predictions; i++) {
      Path image = images.get(i % images.size());
      switch (i % 10) {
        case 8 ->
            assertThatThrownBy(() -> model.predict(broken)).isInstanceOf(ImageReadException.class);
        case 9 ->
            assertThatThrownBy(() -> model.predict(image, noSuchClass))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hexagon");
        default -> assertThat(model.predict(image).prediction().size()).isPositive();
      }
    }
  }

  @Test
  void loadingAndClosingFreesTheWeights() {
    YoloNas.load(ToyModel.CHECKPOINT).close();
    long objects = Pointer.totalCount();
    long before = Pointer.physicalBytes();
    for (int i = 0; i < 30; i++) {
      YoloNas.load(ToyModel.CHECKPOINT).close();
    }
    assertThat(Pointer.totalCount()).isEqualTo(objects);
    assertThat(Pointer.physicalBytes() - before).isLessThan(24 * MEBIBYTE);
  }
}
