package io.github.yolonas;

import static io.github.yolonas.Results.detection;
import static io.github.yolonas.Results.found;
import static io.github.yolonas.Results.gray;
import static io.github.yolonas.Results.on;
import static io.github.yolonas.Results.withoutImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.preprocess.RgbImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CropTest {
  private static final Detection CAT = detection(0, 0.9f, 10, 20, 30, 60);
  private static final Detection OUTSIDE = detection(0, 0.8f, 200, 20, 230, 60);
  private static final Detection FISH = detection(2, 0.7f, 90, -10, 130, 5.5f);

  @TempDir private Path folder;
  private final BufferedImage image = numbered();

  /** Every pixel tells where it is: x in red, y in green. */
  private static BufferedImage numbered() {
    BufferedImage image = gray(100, 80);
    for (int y = 0; y < 80; y++) {
      for (int x = 0; x < 100; x++) {
        image.setRGB(x, y, x << 16 | y << 8);
      }
    }
    return image;
  }

  @ParameterizedTest
  @CsvSource({
    "10, 20, 30, 60, 0, 10, 20, 20, 40",
    "10.9, 20.9, 29.1, 59.1, 0, 10, 20, 20, 40", // pixels covered in part belong to it
    "10, 20, 30, 60, 0.1, 8, 16, 24, 48",
    "10, 20, 30, 60, 5, 0, 0, 100, 80",
    "90, -10, 130, 5.5, 0, 90, 0, 10, 6",
    "99.5, 79.5, 200, 200, 0, 99, 79, 1, 1",
  })
  void pixelsInsideOfTheImage(
      float x1, float y1, float x2, float y2, double margin, int left, int top, int w, int h) {
    RgbImage crop = on(image).crop(detection(0, 1, x1, y1, x2, y2), margin).orElseThrow();
    assertThat(List.of(crop.width(), crop.height())).containsExactly(w, h);
    assertThat(crop.rgb(0, 0)).isEqualTo(left << 16 | top << 8);
  }

  @ParameterizedTest
  @CsvSource({"200, 20, 230, 60", "NaN, 0, 9, 9", "9, 9, 2, 2", "5, 5, 5, 9", "-9, 0, 0, 9"})
  void whatIsNotThereHasNone(float x1, float y1, float x2, float y2) {
    assertThat(on(image).crop(detection(0, 1, x1, y1, x2, y2), 0)).isEmpty();
  }

  @Test
  void allBestFirst() {
    assertThat(on(image, FISH, CAT, OUTSIDE).crops().map(Crop::detection))
        .containsExactly(CAT, FISH);
    assertThatThrownBy(() -> on(image).crop(CAT, -0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("margin: expected 0 or more, found -0.1");
  }

  @Test
  void savedByClass() throws IOException {
    List<Path> files = on(image, CAT, OUTSIDE, FISH).saveCrops(folder.resolve("crops"));
    assertThat(files)
        .containsExactly(
            folder.resolve("crops/cat/test-001.png"), folder.resolve("crops/ψάρι/test-002.png"));
    BufferedImage cat = ImageIO.read(files.get(0).toFile());
    assertThat(cat.getRGB(0, 0) & 0xFFFFFF).isEqualTo(10 << 16 | 20 << 8);
    assertThat(List.of(cat.getWidth(), cat.getHeight())).containsExactly(20, 40);
  }

  @Test
  void whereNoFolderCanBe() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> on(image, CAT).saveCrops(file))
        .isInstanceOf(ResultWriteException.class)
        .hasMessageStartingWith(file.resolve("cat") + ": cannot be created: ");
  }

  @Test
  void withoutPixelsThereIsNone() {
    ImageDetectionPrediction result = withoutImage("a.jpg", found(100, 80, CAT));
    for (Runnable use :
        List.<Runnable>of(
            result::crops, () -> result.crop(CAT, 0), () -> result.saveCrops(folder))) {
      assertThatThrownBy(use::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a.jpg: its pixels were not kept; predict with keepImage(true)");
    }
  }
}
