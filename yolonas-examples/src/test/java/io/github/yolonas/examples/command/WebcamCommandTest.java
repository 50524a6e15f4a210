package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.video.FramePrediction;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WebcamCommandTest {
  private static final Path IMAGE = Path.of(Toy.IMAGES + "/scene_11_320x240.png");

  @Test
  void withoutADisplayItSaysSo() {
    CommandRun run = CommandRun.of("webcam");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("yolonas: there is no display for a window");
  }

  @Test
  void aCameraHasANumber() {
    CommandRun run = CommandRun.of("webcam", "--camera", "-1");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--camera: expected 0 or more, found -1");
  }

  /** The loop shows frames with their boxes until somebody closes the window. */
  @Test
  void framesAreShownUntilTheWindowIsClosed() {
    List<BufferedImage> shown = new ArrayList<>();
    try (YoloNas model = ShippedModel.load(YoloNasOptions.defaults())) {
      ImageDetectionPrediction result = model.predict(IMAGE);
      Stream<FramePrediction> frames =
          Stream.iterate(0, i -> i + 1)
              .map(i -> new FramePrediction(i, Duration.ofMillis(i), true, result, List.of()));
      long count = WebcamCommand.show(frames, shown::add, () -> shown.size() < 3);
      assertThat(count).isEqualTo(3);
      assertThat(shown).hasSize(3);
      assertThat(shown.get(0).getWidth()).isEqualTo(320);
      assertThat(WebcamCommand.show(frames(result), shown::add, () -> true)).isEqualTo(1);
    }
  }

  private static Stream<FramePrediction> frames(ImageDetectionPrediction result) {
    return Stream.of(new FramePrediction(0, Duration.ZERO, true, result, List.of()));
  }
}
