package io.github.yolonas.annotate;

import static io.github.yolonas.Results.detection;
import static io.github.yolonas.Results.found;
import static io.github.yolonas.Results.gray;
import static io.github.yolonas.draw.Pixels.extent;
import static io.github.yolonas.draw.Pixels.rgb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.postprocess.DetectionPrediction;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeatMapAnnotatorTest {
  private static final int GRAY = 0x808080;
  private static final DetectionPrediction LEFT =
      found(300, 200, detection(0, 0.9f, 20, 50, 80, 150));
  private static final DetectionPrediction RIGHT =
      found(300, 200, detection(0, 0.9f, 220, 50, 280, 150));
  private static final DetectionPrediction NOTHING = found(300, 200);

  @Test
  void warmWhereSomethingIs() {
    BufferedImage canvas = warmed(HeatMapAnnotator.ofEachPicture(), LEFT);
    Rectangle warm = extent(canvas, pixel -> pixel != GRAY);
    assertThat(new Rectangle(19, 49, 62, 102))
        .as("the box, and a soft edge")
        .matches(r -> r.contains(warm));
    assertThat(heat(canvas, 50, 100)).isGreaterThan(heat(canvas, 35, 100));
    assertThat(heat(canvas, 35, 100)).isGreaterThan(heat(canvas, 25, 100));
    assertThat(rgb(canvas, 200, 100)).isEqualTo(GRAY);
  }

  @Test
  void eachPictureByItself() {
    HeatMapAnnotator annotator = HeatMapAnnotator.ofEachPicture();
    warmed(annotator, LEFT);
    assertThat(rgb(warmed(annotator, RIGHT), 50, 100)).isEqualTo(GRAY);
    assertThat(extent(warmed(annotator, NOTHING), p -> p != GRAY)).isEqualTo(new Rectangle());
  }

  @Test
  void allPicturesTogether() {
    HeatMapAnnotator annotator = HeatMapAnnotator.ofAllPictures();
    BufferedImage alone = warmed(annotator, LEFT);
    BufferedImage both = warmed(annotator, RIGHT);
    assertThat(rgb(both, 50, 100)).isEqualTo(rgb(alone, 50, 100));
    assertThat(rgb(both, 250, 100)).isEqualTo(rgb(alone, 50, 100));
    BufferedImage thrice = warmed(annotator, RIGHT);
    assertThat(heat(thrice, 250, 100)).as("seen twice").isGreaterThan(heat(thrice, 50, 100));
  }

  @Test
  void whatIsLongPastFades() {
    HeatMapAnnotator annotator = HeatMapAnnotator.fading(0.5);
    warmed(annotator, LEFT);
    BufferedImage later = warmed(annotator, RIGHT);
    assertThat(heat(later, 250, 100)).isGreaterThan(heat(later, 50, 100));
    assertThat(rgb(later, 50, 100)).isNotEqualTo(GRAY);
    for (int i = 0; i < 20; i++) {
      later = warmed(annotator, RIGHT);
    }
    assertThat(rgb(later, 50, 100)).isEqualTo(GRAY);
  }

  @Test
  void anotherSizeStartsAnew() {
    HeatMapAnnotator annotator = HeatMapAnnotator.ofAllPictures();
    warmed(annotator, LEFT);
    BufferedImage other = gray(100, 100);
    annotator.annotate(other, found(100, 100));
    assertThat(extent(other, p -> p != GRAY)).isEqualTo(new Rectangle());
  }

  @Test
  void aLargePictureLooksLikeASmallOne() {
    BufferedImage small = gray(400, 200);
    HeatMapAnnotator.ofEachPicture()
        .annotate(small, found(400, 200, detection(0, 1, 100, 50, 300, 150)));
    BufferedImage large = gray(4000, 2000);
    HeatMapAnnotator.ofEachPicture()
        .annotate(large, found(4000, 2000, detection(0, 1, 1000, 500, 3000, 1500)));
    for (int x = 5; x < 400; x += 10) {
      assertThat(Math.abs(heat(small, x, 100) - heat(large, 10 * x, 1000))).isLessThan(12);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, 0, 0, 9, 9",
    "0.5, NaN, 0, 9, 9",
    "0.5, 0, 0, Infinity, 9",
    "0.5, 9, 9, 0, 0",
    "-1, 0, 0, 9, 9",
    "0.5, -9, -9, -1, -1",
  })
  void oddNumbersStayCold(float score, float x1, float y1, float x2, float y2) {
    BufferedImage canvas =
        warmed(
            HeatMapAnnotator.ofEachPicture(), found(300, 200, detection(0, score, x1, y1, x2, y2)));
    assertThat(extent(canvas, p -> p != GRAY)).isEqualTo(new Rectangle());
  }

  @Test
  void colorsRiseInLightness() {
    int before = -1;
    for (int i = 0; i <= 20; i++) {
      int argb = HeatColors.argb(i / 20.0, 1);
      int light = 299 * (argb >> 16 & 0xFF) + 587 * (argb >> 8 & 0xFF) + 114 * (argb & 0xFF);
      assertThat(light).isGreaterThan(before);
      before = light;
    }
    assertThat(HeatColors.argb(0, 1) >>> 24).isZero();
    assertThat(HeatColors.argb(1, 0.7) >>> 24).isEqualTo(179);
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> HeatMapAnnotator.fading(1.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("memory: expected 0 to 1, found 1.1");
    assertThatThrownBy(() -> HeatMapAnnotator.ofEachPicture().withOpacity(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("opacity: expected 0 to 1, found -1.0");
  }

  private static BufferedImage warmed(Annotator annotator, DetectionPrediction prediction) {
    BufferedImage canvas = gray(300, 200);
    annotator.annotate(canvas, prediction);
    return canvas;
  }

  /** Red less blue: it rises all the way from blue to yellow. */
  private static int heat(BufferedImage canvas, int x, int y) {
    int rgb = rgb(canvas, x, y);
    return (rgb >> 16) - (rgb & 0xFF);
  }
}
