package io.github.yolonas.draw;

import static io.github.yolonas.Results.detection;
import static io.github.yolonas.Results.found;
import static io.github.yolonas.Results.gray;
import static io.github.yolonas.draw.Pixels.count;
import static io.github.yolonas.draw.Pixels.extent;
import static io.github.yolonas.draw.Pixels.rgb;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.DrawOptions;
import io.github.yolonas.postprocess.Detection;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What drawing by options makes of a picture, pixel by pixel. */
class DrawnDetectionsTest {
  private static final int GRAY = 0x808080;
  private static final int RED = 0xFF0000;
  private static final int BLUE = 0x0000FF;

  private static final DrawOptions RED_CATS =
      DrawOptions.builder().color("cat", Color.RED).color("dog", Color.BLUE).build();
  private static final DrawOptions FRAMES_ONLY = RED_CATS.toBuilder().showLabels(false).build();

  @Test
  void linesHaveTheColourOfTheClassWhereTheBoxIs() {
    BufferedImage canvas = paint(640, 480, FRAMES_ONLY, detection(0, 0.9f, 100, 150, 300, 350));
    for (int i = 100; i < 300; i++) {
      assertThat(rgb(canvas, i, 150)).as("top at %d", i).isEqualTo(RED);
      assertThat(rgb(canvas, i, 349)).as("bottom at %d", i).isEqualTo(RED);
      assertThat(rgb(canvas, 100, i + 50)).as("left at %d", i + 50).isEqualTo(RED);
      assertThat(rgb(canvas, 299, i + 50)).as("right at %d", i + 50).isEqualTo(RED);
    }
    assertThat(extent(canvas, pixel -> pixel == RED)).isEqualTo(new Rectangle(99, 149, 202, 202));
  }

  @Test
  void restOfTheImageStays() {
    BufferedImage canvas = paint(640, 480, FRAMES_ONLY, detection(0, 0.9f, 100, 150, 300, 350));
    assertThat(extent(canvas, pixel -> pixel != GRAY))
        .as("lines and their shade")
        .isEqualTo(new Rectangle(98, 148, 204, 204));
    assertThat(rgb(canvas, 98, 200)).as("the shade is darker").isEqualTo(0x585858);
    for (int y = 152; y < 348; y++) {
      for (int x = 102; x < 298; x++) {
        assertThat(rgb(canvas, x, y)).isEqualTo(GRAY);
      }
    }
  }

  @Test
  void otherClassesHaveTheirLabelsColour() {
    BufferedImage canvas = paint(640, 480, FRAMES_ONLY, detection(2, 0.9f, 100, 150, 300, 350));
    assertThat(rgb(canvas, 200, 150)).isEqualTo(Palette.of(2).getRGB() & 0xFFFFFF);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 20})
  void linesAreAsThickAsAsked(int thickness) {
    DrawOptions options = FRAMES_ONLY.toBuilder().boxThickness(thickness).build();
    BufferedImage canvas = paint(640, 480, options, detection(0, 0.9f, 100, 150, 300, 350));
    int count = 0;
    for (int x = 50; x < 200; x++) {
      count += rgb(canvas, x, 250) == RED ? 1 : 0;
    }
    assertThat(count).isEqualTo(thickness);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "sizes.csv")
  void linesAndPlatesGrowWithTheImage(int width, int height, int line, int least, int most) {
    Detection box = detection(0, 0.9f, width * 0.1f, height * 0.5f, width * 0.9f, height * 0.9f);
    BufferedImage canvas = paint(width, height, RED_CATS, box);
    int middle = Math.round(height * 0.7f);
    int red = 0;
    for (int x = 0; x < width / 2; x++) {
      red += rgb(canvas, x, middle) == RED ? 1 : 0;
    }
    assertThat(red).as("thickness").isEqualTo(line);
    int edge = Math.round(width * 0.1f);
    int top = Math.round(height * 0.5f);
    int plate = 0;
    while (rgb(canvas, edge, top - 1 - line / 2 - plate) == RED) {
      plate++;
    }
    assertThat(plate).as("height of the plate").isBetween(least, most);
  }

  @ParameterizedTest
  @CsvSource({
    "-50, -50, 20, 20", "-50, 40, 20, 60", "90, -50, 150, 10", "90, 90, 150, 150",
    "0, 0, 100, 100", "-1e9, -1e9, 1e9, 1e9", "99, 99, 100, 100", "0, 99, 1, 100",
    "50, 50, 50, 50", "-Infinity, 20, Infinity, 30",
  })
  void plateIsWhollyInside(float x1, float y1, float x2, float y2) {
    Rectangle whole = text(paint(100, 100, RED_CATS, detection(0, 0.9f, 10, 40, 90, 90)));
    Rectangle text = text(paint(100, 100, RED_CATS, detection(0, 0.9f, x1, y1, x2, y2)));
    assertThat(text.getSize()).isEqualTo(whole.getSize());
    assertThat(text.x).as("margin of the plate at the left").isGreaterThanOrEqualTo(3);
    assertThat(text.x + text.width).as("and at the right").isLessThanOrEqualTo(97);
    assertThat(text.y).as("and above").isGreaterThanOrEqualTo(1);
    assertThat(text.y + text.height).as("and below").isLessThanOrEqualTo(99);
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, 10, 50, 50", "10, NaN, 50, 50", "10, 10, NaN, 50", "10, 10, 50, NaN",
    "50, 10, 10, 50", "-50, 10, -10, 50", "110, 10, 150, 50", "10, -50, 50, -10",
    "10, 110, 50, 150", "Infinity, 0, Infinity, 50",
  })
  void whatCannotBeSeenLeavesNoTrace(float x1, float y1, float x2, float y2) {
    BufferedImage canvas = paint(100, 100, RED_CATS, detection(0, 0.9f, x1, y1, x2, y2));
    assertThat(extent(canvas, pixel -> pixel != GRAY)).isEqualTo(new Rectangle());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 200", "200, 3", "20, 20"})
  void tinyImagesAreFramedWithoutPlates(int width, int height) {
    BufferedImage canvas = paint(width, height, RED_CATS, detection(0, 0.9f, 0, 0, width, height));
    assertThat(rgb(canvas, 0, 0)).isEqualTo(RED);
    assertThat(rgb(canvas, width - 1, height - 1)).isEqualTo(RED);
    assertThat(extent(canvas, pixel -> pixel == 0)).as("text").isEqualTo(new Rectangle());
  }

  @Test
  void mostConfidentLiesOnTop() {
    Detection cat = detection(0, 0.9f, 50, 50, 150, 150);
    Detection dog = detection(1, 0.8f, 100, 50, 200, 150);
    BufferedImage canvas = paint(300, 300, FRAMES_ONLY, dog, cat);
    assertThat(rgb(canvas, 120, 50)).isEqualTo(RED);
    assertThat(rgb(canvas, 180, 50)).isEqualTo(BLUE);
  }

  @Test
  void platesOfNeighboursDoNotHideEachOther() {
    Detection cat = detection(0, 0.9f, 100, 150, 300, 350);
    Detection dog = detection(1, 0.8f, 105, 152, 305, 350);
    BufferedImage both = paint(640, 480, RED_CATS, cat, dog);
    assertThat(text(both)).isEqualTo(text(paint(640, 480, RED_CATS, cat)));
    Rectangle dogText = extent(both, DrawnDetectionsTest::isWhiteOnBlue);
    Rectangle dogAlone = extent(paint(640, 480, RED_CATS, dog), DrawnDetectionsTest::isWhiteOnBlue);
    assertThat(dogText.getSize()).isEqualTo(dogAlone.getSize());
    assertThat(dogText.getLocation()).as("it made way").isNotEqualTo(dogAlone.getLocation());
  }

  @Test
  void onlyTheClassesAskedForAreDrawn() {
    Detection cat = detection(0, 0.9f, 50, 50, 150, 150);
    Detection dog = detection(1, 0.8f, 200, 50, 280, 150);
    DrawOptions dogs = RED_CATS.toBuilder().classes("dog").build();
    BufferedImage canvas = paint(300, 300, dogs, cat, dog);
    assertThat(count(canvas, RED)).isZero();
    assertThat(count(canvas, BLUE)).isEqualTo(count(paint(300, 300, RED_CATS, dog), BLUE));
  }

  @Test
  void platesWithoutScoresAreNarrower() {
    DrawOptions names = RED_CATS.toBuilder().showConfidence(false).build();
    Rectangle full = text(paint(300, 300, RED_CATS, middle()));
    Rectangle name = text(paint(300, 300, names, middle()));
    assertThat(name.width).isBetween(full.width / 4, full.width * 2 / 3);
    assertThat(count(paint(300, 300, RED_CATS, middle()), RED))
        .isGreaterThan(count(paint(300, 300, names, middle()), RED));
  }

  @ParameterizedTest
  @CsvSource({"RED, 000000", "BLUE, FFFFFF"})
  void textIsDarkOrLight(String color, String text) {
    Color background = color.equals("RED") ? Color.RED : Color.BLUE;
    DrawOptions options = DrawOptions.builder().color("cat", background).build();
    BufferedImage canvas = paint(640, 480, options, middle());
    assertThat(count(canvas, Integer.parseInt(text, 16))).isGreaterThan(20);
  }

  private static Detection middle() {
    return detection(0, 0.9f, 100, 100, 200, 200);
  }

  /** Where black text is on red, its soft edges included. */
  private static Rectangle text(BufferedImage canvas) {
    return extent(canvas, pixel -> pixel < RED && (pixel & 0xFFFF) == 0);
  }

  private static boolean isWhiteOnBlue(int pixel) {
    return (pixel & 0xFF) == 0xFF && pixel != BLUE;
  }

  private static BufferedImage paint(
      int width, int height, DrawOptions options, Detection... detections) {
    BufferedImage canvas = gray(width, height);
    options.annotator().annotate(canvas, found(width, height, detections));
    return canvas;
  }
}
