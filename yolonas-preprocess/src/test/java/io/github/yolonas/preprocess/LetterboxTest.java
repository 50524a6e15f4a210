package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.yolonas.testing.ReferenceStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The geometry of the default pipeline; letterbox.csv can be checked by hand. */
class LetterboxTest {
  private static final Preprocessor COCO = new Preprocessor(PreprocessOptions.cocoDefault());

  @ParameterizedTest(name = "{0}×{1}")
  @CsvFileSource(resources = "letterbox.csv", numLinesToSkip = 1)
  void placesAnImage(
      int width, int height, double scale, int resizedWidth, int resizedHeight, int left, int top) {
    assertThat(COCO.letterbox(width, height))
        .isEqualTo(
            new Letterbox(
                width, height, scale, scale, resizedWidth, resizedHeight, left, top, 640, 640));
  }

  /** Forth and back is exact up to float32 rounding of coordinates of this size. */
  @ParameterizedTest(name = "{0}×{1}")
  @CsvFileSource(resources = "letterbox.csv", numLinesToSkip = 1)
  void thereAndBackAgain(int width, int height) {
    Letterbox box = COCO.letterbox(width, height);
    ReferenceStream random = new ReferenceStream("letterbox/" + width + "x" + height);
    double x = 4 * Math.ulp(640f) * Math.max(1, 1 / box.scaleX());
    for (int i = 0; i < 200; i++) {
      // Boxes may reach beyond the image: nothing is clipped.
      float sourceX = (float) (width * (1.5 * random.unit(2L * i) - 0.25));
      float sourceY = (float) (height * (1.5 * random.unit(2L * i + 1) - 0.25));
      double tolerance = x + 4 * Math.ulp(Math.max(Math.abs(sourceX), Math.abs(sourceY)));
      assertThat(box.toImageX(box.toNetworkX(sourceX)))
          .isCloseTo(sourceX, within((float) tolerance));
      assertThat(box.toImageY(box.toNetworkY(sourceY)))
          .isCloseTo(sourceY, within((float) tolerance));
    }
  }

  /** Float32 subtraction, then float32 multiplication by the rounded reciprocal. */
  @Test
  void roundsAsTheOriginal() {
    Letterbox box = COCO.letterbox(640, 480);
    float reciprocal = (float) (1 / 0.99375);
    assertThat(box.toImageX(123.456f)).isEqualTo((123.456f - 2f) * reciprocal);
    assertThat(box.toImageY(-7.25f)).isEqualTo((-7.25f - 81f) * reciprocal);
  }

  @Test
  void mapsBoxesInPlaceFromAnOffset() {
    Letterbox box = COCO.letterbox(320, 240);
    float[] boxes = {9, 9, 2, 81, 638, 558, 2, 81, 2, 81, 9};
    box.toImage(boxes, 2, 2);
    assertThat(boxes).startsWith(9f, 9f, 0f, 0f).endsWith(0f, 0f, 0f, 0f, 9f);
    assertThat(boxes[4]).isCloseTo(320f, within(1e-4f));
    assertThat(boxes[5]).isCloseTo(240f, within(1e-4f));
    float[] before = boxes.clone();
    assertThatThrownBy(() -> box.toImage(boxes, 4, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(boxes).as("as they were: it is all or nothing").isEqualTo(before);
  }

  @Test
  void refusesAnImageOutsideTheInput() {
    assertThatThrownBy(() -> new Letterbox(10, 10, 1, 1, 10, 10, 30, 0, 32, 32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10×10 at (30, 0) does not fit into 32×32");
    assertThatThrownBy(() -> new Letterbox(10, 10, 1, 1, 10, 10, 0, 30, 32, 32))
        .hasMessageContaining("10×10 at (0, 30) does not fit into 32×32");
    for (double scale : new double[] {0, -1, Double.NaN}) {
      assertThatThrownBy(() -> new Letterbox(10, 10, scale, 1, 10, 10, 0, 0, 32, 32))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("scale: expected positive, found %s and 1.0", scale);
      assertThatThrownBy(() -> new Letterbox(10, 10, 1, scale, 10, 10, 0, 0, 32, 32))
          .hasMessage("scale: expected positive, found 1.0 and %s", scale);
    }
  }
}
