package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Native memory does not grow: not by predicting, not by failing, not by loading and closing. */
class NativeMemoryTest {
  private static final long MEBIBYTE = 1 << 20;

  /** Two thousand predictions after a warm-up, every fifth of which throws. */
  static final class Predicting {
    private Predicting() {}

    public static void main(String[] args) throws IOException {
      try (YoloNas model = YoloNas.load(ToyModel.CHECKPOINT)) {
        predict(model, 200);
        report(() -> predict(model, 2_000));
      }
    }
  }

  /** Loads and closes a model again and again. */
  static final class Loading {
    private Loading() {}

    public static void main(String[] args) throws IOException {
      load(20);
      report(() -> load(100));
    }
  }

  @Test
  @Timeout(600)
  void twoThousandPredictionsGoodAndBad() throws Exception {
    List<String> output = ChildJvm.run(Predicting.class);
    assertThat(ChildJvm.number(output, "objects")).isZero();
    assertThat(ChildJvm.number(output, "growth")).isLessThan(16 * MEBIBYTE);
  }

  @Test
  @Timeout(600)
  void loadingAndClosingFreesTheWeights() throws Exception {
    List<String> output = ChildJvm.run(Loading.class);
    assertThat(ChildJvm.number(output, "objects")).isZero();
    assertThat(ChildJvm.number(output, "growth")).isLessThan(16 * MEBIBYTE);
  }

  private static void report(Runnable work) throws IOException {
    long objects = Pointer.totalCount();
    long before = ChildJvm.memory("VmRSS");
    work.run();
    System.out.println("objects=" + (Pointer.totalCount() - objects));
    System.out.println("growth=" + (ChildJvm.memory("VmRSS") - before));
  }

  private static void load(int times) {
    for (int i = 0; i < times; i++) {
      YoloNas.load(ToyModel.CHECKPOINT).close();
    }
  }

  private static void predict(YoloNas model, int predictions) {
    List<Path> images = ToyModel.images();
    ImageSource broken = ImageSource.of(new byte[] {1, 2, 3});
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
}
