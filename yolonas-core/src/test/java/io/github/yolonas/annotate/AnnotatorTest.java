package io.github.yolonas.annotate;

import static io.github.yolonas.Results.detection;
import static io.github.yolonas.Results.found;
import static io.github.yolonas.Results.gray;
import static io.github.yolonas.draw.Pixels.count;
import static io.github.yolonas.draw.Pixels.extent;
import static io.github.yolonas.draw.Pixels.rgb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.Results;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.preprocess.RgbImage;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How annotators are put together, and those that draw. */
class AnnotatorTest {
  private static final int GRAY = 0x808080;
  private static final Detection CAT = detection(0, 0.9f, 50, 60, 150, 160);
  private static final Detection DOG = detection(1, 0.8f, 200, 60, 280, 160);
  private static final DetectionPrediction PREDICTION = found(300, 200, CAT, DOG);

  private final BufferedImage canvas = gray(300, 200);

  @Test
  void theFirstLiesAtTheBottom() {
    Annotator red = new BoxAnnotator().withColor(d -> Color.RED);
    Annotator blue = new BoxAnnotator().withColor(d -> Color.BLUE);
    red.then(blue).annotate(canvas, PREDICTION);
    assertThat(count(canvas, 0xFF0000)).isZero();
    assertThat(count(canvas, 0x0000FF)).isPositive();
    BufferedImage picture = Results.on(gray(300, 200), CAT, DOG).annotate(blue, red);
    assertThat(count(picture, 0x0000FF)).isZero();
    assertThat(count(picture, 0xFF0000)).isPositive();
  }

  @Test
  void onlySome() {
    new BoxAnnotator().only(d -> d.label() == 1).annotate(canvas, PREDICTION);
    assertThat(extent(canvas, pixel -> pixel != GRAY)).isEqualTo(new Rectangle(199, 59, 83, 103));
  }

  @Test
  void aCopyLeavesTheImage() {
    RgbImage image = RgbImage.of(canvas);
    BufferedImage annotated = new SpotlightAnnotator().annotated(image, PREDICTION);
    assertThat(annotated.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
    assertThat(rgb(annotated, 0, 0)).isNotEqualTo(GRAY);
    assertThat(image.rgb(0, 0)).isEqualTo(GRAY);
  }

  @Test
  void boxesOfAFixedWidthInColoursOfOnesOwn() {
    Map<Detection, Color> colors = Map.of(CAT, Color.RED, DOG, Color.BLUE);
    new BoxAnnotator().withThickness(6).withColor(colors::get).annotate(canvas, PREDICTION);
    assertThat(extent(canvas, p -> p == 0xFF0000)).isEqualTo(new Rectangle(47, 57, 106, 106));
    assertThat(count(canvas, 0xFF0000)).isEqualTo(106 * 106 - 94 * 94);
    assertThat(extent(canvas, p -> p == 0x0000FF)).isEqualTo(new Rectangle(197, 57, 86, 106));
    assertThatThrownBy(() -> new BoxAnnotator().withThickness(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("thickness: expected at least 1 pixel, found 0");
  }

  @Test
  void captionsOfOnesOwn() {
    LabelAnnotator red = new LabelAnnotator().withColor(d -> Color.RED).withConfidence(false);
    assertThat(plate(red.withCaption(d -> ""))).as("no text").isZero();
    assertThat(plate(red.withCaption(d -> "#12")))
        .isBetween(1, plate(red.withCaption(d -> "#12345678")) * 2 / 3);
    assertThat(plate(red.withConfidence(true))).isGreaterThan(plate(red));
    assertThat(plate(red.withBoxThickness(1))).isEqualTo(plate(red));
  }

  private static int plate(Annotator annotator) {
    BufferedImage canvas = gray(300, 200);
    annotator.annotate(canvas, found(300, 200, CAT));
    return extent(canvas, pixel -> pixel != GRAY).width;
  }

  @Test
  void theSurroundingsAreDarkened() {
    new SpotlightAnnotator(0.5).annotate(canvas, PREDICTION);
    assertThat(rgb(canvas, 100, 100)).isEqualTo(GRAY);
    assertThat(rgb(canvas, 49, 100) & 0xFF).isBetween(63, 65);
    assertThat(count(canvas, GRAY)).isEqualTo(100 * 100 + 80 * 100);
    new SpotlightAnnotator(1).annotate(canvas, found(300, 200));
    assertThat(count(canvas, 0)).isEqualTo(300 * 200);
  }
}
