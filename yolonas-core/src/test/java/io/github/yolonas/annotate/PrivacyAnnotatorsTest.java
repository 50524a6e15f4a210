package io.github.yolonas.annotate;

import static io.github.yolonas.Results.detection;
import static io.github.yolonas.Results.found;
import static io.github.yolonas.Results.gray;
import static io.github.yolonas.draw.Pixels.rgb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.yolonas.postprocess.Detection;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blur and pixels: what they leave of the inside, and that the outside stays. */
class PrivacyAnnotatorsTest {
  private static final List<Annotator> BOTH = List.of(new BlurAnnotator(), new PixelateAnnotator());

  @ParameterizedTest
  @CsvSource({
    "20, 30, 60, 90, 20, 30, 60, 90",
    "20.7, 30.2, 59.1, 89.9, 20, 30, 60, 90", // a pixel that a box covers in part is covered too
    "-50, -50, 40, 40, 0, 0, 40, 40",
    "-1e9, -1e9, 1e9, 1e9, 0, 0, 100, 120",
    "70, 80, 500, Infinity, 70, 80, 100, 120",
  })
  void onlyTheBoxChanges(
      float x1, float y1, float x2, float y2, int left, int top, int right, int bottom) {
    for (Annotator annotator : BOTH) {
      BufferedImage noise = noise(100, 120, BufferedImage.TYPE_INT_RGB);
      BufferedImage canvas = noise(100, 120, BufferedImage.TYPE_INT_RGB);
      annotator.annotate(canvas, found(100, 120, detection(0, 1, x1, y1, x2, y2)));
      int changed = 0;
      List<String> changedOutside = new ArrayList<>();
      for (int i = 0; i < 100 * 120; i++) {
        int x = i % 100;
        int y = i / 100;
        if (rgb(canvas, x, y) != rgb(noise, x, y)) {
          changed++;
          if (x < left || x >= right || y < top || y >= bottom) {
            changedOutside.add(x + ", " + y);
          }
        }
      }
      assertThat(changedOutside).isEmpty();
      assertThat(changed).isGreaterThan((right - left) * (bottom - top) * 9 / 10);
    }
  }

  @ParameterizedTest
  @CsvSource({"NaN, 0, 9, 9", "9, 9, 2, 2", "-9, -9, -2, -2", "200, 200, 300, 300", "5, 5, 5, 9"})
  void whatIsNotThereChangesNothing(float x1, float y1, float x2, float y2) {
    for (Annotator annotator : BOTH) {
      BufferedImage canvas = noise(100, 100, BufferedImage.TYPE_INT_RGB);
      annotator.annotate(canvas, found(100, 100, detection(0, 1, x1, y1, x2, y2)));
      assertSame(canvas, noise(100, 100, BufferedImage.TYPE_INT_RGB));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_INT_BGR})
  void anyTypeOfPictureGivesTheSame(int type) {
    for (Annotator annotator : BOTH) {
      BufferedImage canvas = noise(100, 100, BufferedImage.TYPE_INT_RGB);
      BufferedImage other = noise(100, 100, type);
      annotator.annotate(canvas, found(100, 100, middle()));
      annotator.annotate(other, found(100, 100, middle()));
      assertSame(other, canvas);
    }
  }

  @Test
  void eightSquaresAlongTheLongerSide() {
    BufferedImage canvas = noise(100, 100, BufferedImage.TYPE_INT_RGB);
    BufferedImage noise = noise(100, 100, BufferedImage.TYPE_INT_RGB);
    new PixelateAnnotator().annotate(canvas, found(100, 100, detection(0, 1, 10, 20, 90, 60)));
    Set<Integer> colors = new HashSet<>();
    for (int y = 20; y < 60; y++) {
      for (int x = 10; x < 90; x++) {
        colors.add(rgb(canvas, x, y));
        assertThat(rgb(canvas, x, y)).isEqualTo(rgb(canvas, x - x % 10, y - y % 10));
      }
    }
    assertThat(colors).hasSizeBetween(30, 32);
    int red = 0;
    for (int i = 0; i < 100; i++) {
      red += rgb(noise, 10 + i % 10, 20 + i / 10) >> 16;
    }
    assertThat(rgb(canvas, 10, 20) >> 16).isEqualTo(Math.round(red / 100f));
  }

  /** The response to one white line is the blur's own shape: sum, width and symmetry tell it. */
  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.05, 0.1})
  void theBlurIsNearlyGaussian(double strength) {
    int size = 401;
    BufferedImage canvas = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    int half = 10; // a bar 21 wide, so that rounding to bytes matters little
    for (int y = 0; y < size; y++) {
      for (int x = size / 2 - half; x <= size / 2 + half; x++) {
        canvas.setRGB(x, y, 0xFFFFFF);
      }
    }
    new BlurAnnotator(strength)
        .annotate(canvas, found(size, size, detection(0, 1, 0, 0, size, size)));
    double sum = 0;
    double squares = 0;
    for (int x = 0; x < size; x++) {
      double value = rgb(canvas, x, size / 2) & 0xFF;
      assertThat(value).isCloseTo(rgb(canvas, size - 1 - x, size / 2) & 0xFF, within(1.0));
      sum += value;
      squares += value * (x - size / 2) * (x - size / 2);
    }
    double bar = (Math.pow(2 * half + 1, 2) - 1) / 12;
    assertThat(sum).as("light").isCloseTo(255.0 * (2 * half + 1), within(150.0));
    assertThat(Math.sqrt(squares / sum - bar))
        .as("standard deviation")
        .isCloseTo(strength * size, within(0.06 * strength * size));
  }

  @Test
  void oneColourStaysItself() {
    BufferedImage canvas = gray(64, 48);
    for (Annotator annotator : BOTH) {
      annotator.annotate(canvas, found(64, 48, detection(0, 1, 3, 3, 60, 40)));
    }
    assertSame(canvas, gray(64, 48));
  }

  @Test
  void aLargePictureTakesSeconds() {
    BufferedImage canvas = new BufferedImage(8000, 2000, BufferedImage.TYPE_3BYTE_BGR);
    for (Annotator annotator : BOTH) {
      assertTimeout(
          Duration.ofSeconds(30),
          () -> annotator.annotate(canvas, found(8000, 2000, detection(0, 1, 0, 0, 8000, 2000))));
    }
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> new BlurAnnotator(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("strength: expected above 0 and up to 1, found 0.0");
    assertThatThrownBy(() -> new PixelateAnnotator(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cells: expected at least 1, found 0");
    assertThatThrownBy(() -> new SpotlightAnnotator(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("darkness: expected 0 to 1, found NaN");
  }

  private static Detection middle() {
    return detection(0, 1, 20, 30, 80, 70);
  }

  private static BufferedImage noise(int width, int height, int type) {
    Random random = new Random(3);
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    return image;
  }

  private static void assertSame(BufferedImage image, BufferedImage expected) {
    assertThat(pixels(image)).isEqualTo(pixels(expected));
  }

  private static int[] pixels(BufferedImage image) {
    int width = image.getWidth();
    return image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
  }
}
