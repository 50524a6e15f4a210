package io.github.yolonas.draw;

import static io.github.yolonas.Results.detection;
import static io.github.yolonas.Results.found;
import static io.github.yolonas.Results.gray;
import static io.github.yolonas.Results.onGray;
import static io.github.yolonas.draw.Pixels.count;
import static io.github.yolonas.draw.Pixels.extent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SideBySideTest {
  private static final int RIGHT = 0x2EA043;
  private static final int WRONG = 0xD82C2C;
  private static final int MISSED = 0xFF9F1A;

  private static final Detection CAT = detection(0, 0.9f, 50, 60, 150, 160);
  private static final Detection DOG = detection(1, 0.8f, 200, 60, 280, 160);
  private static final Detection FISH = detection(2, 1, 180, 170, 290, 195);

  @Test
  void rightWrongAndMissedAreToldApart() {
    BufferedImage picture = picture(found(300, 200, CAT, DOG), found(300, 200, CAT, FISH));
    int half = picture.getWidth() / 2;
    assertThat(extent(picture, p -> p == RIGHT).x).as("a cat left").isBetween(45, 50);
    assertThat(right(picture, RIGHT)).as("and right").isBetween(half + 145, half + 155);
    assertThat(right(picture, WRONG)).as("a dog left only").isBetween(275, 300);
    assertThat(extent(picture, p -> p == MISSED).x).as("a fish right only").isGreaterThan(half);
  }

  @Test
  void allRight() {
    BufferedImage picture = picture(found(300, 200, CAT, DOG), found(300, 200, DOG, CAT));
    assertThat(count(picture, WRONG) + count(picture, MISSED)).isZero();
  }

  @Test
  void ofTwoEqualDetectionsOneIsWrong() {
    DetectionPrediction twice = found(300, 200, CAT, CAT);
    assertThat(count(picture(twice, found(300, 200, CAT)), WRONG)).isPositive();
    assertThat(count(picture(twice, twice), WRONG)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "30, 20", "100, 80", "640, 480", "3000, 1000"})
  void bothHalvesAndALineOfText(int width, int height) {
    BufferedImage picture =
        SideBySide.picture(gray(width, height), found(width, height), found(width, height), 0.5);
    assertThat(picture.getWidth()).isBetween(2 * width + 2, 2 * width + 2 + width / 20 + 5);
    assertThat(picture.getHeight()).isBetween(height + 10, height + 20 + height / 5);
    Rectangle gray = extent(picture, pixel -> pixel == 0x808080);
    assertThat(gray.height).isEqualTo(height);
    assertThat(gray.width).isEqualTo(picture.getWidth());
  }

  @Test
  void ofAResult() {
    BufferedImage picture = onGray(300, 200, CAT).sideBySide(found(300, 200, CAT));
    assertThat(count(picture, RIGHT)).isPositive();
    assertThatThrownBy(() -> onGray(300, 200, CAT).sideBySide(found(200, 300)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("predictions of one image: expected height × width 300×200, found 200×300");
  }

  private static BufferedImage picture(DetectionPrediction found, DetectionPrediction truth) {
    return SideBySide.picture(gray(300, 200), found, truth, 0.5);
  }

  private static int right(BufferedImage picture, int color) {
    Rectangle extent = extent(picture, pixel -> pixel == color);
    return extent.x + extent.width;
  }
}
