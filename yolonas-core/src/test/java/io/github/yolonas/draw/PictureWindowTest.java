package io.github.yolonas.draw;

import static io.github.yolonas.Results.detection;
import static io.github.yolonas.Results.found;
import static io.github.yolonas.Results.gray;
import static io.github.yolonas.Results.onGray;
import static io.github.yolonas.draw.Pixels.extent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tests' JVM is headless: what there is of a window without a display. */
class PictureWindowTest {

  @Test
  void withoutADisplayTheMessageSaysWhatToDo() {
    String message =
        "test.png: there is no display to show it on (the JVM is headless);"
            + " save(file) writes the picture to a file instead, draw() gives it as an image";
    assertThatThrownBy(() -> onGray(300, 200, detection(0, 0.9f, 9, 9, 99, 99)).show())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> onGray(300, 200).showSideBySide(found(300, 200)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 50, 1000, 1000, 100, 50", // a small picture is not enlarged
    "2000, 1000, 1000, 1000, 1000, 500",
    "1000, 2000, 1000, 1000, 500, 1000",
    "8000, 10, 1000, 1000, 1000, 1",
    "8000, 2, 1000, 1000, 1000, 1", // and no picture vanishes
    "100, 100, 0, 0, 1, 1",
  })
  void fitsWithItsShape(int width, int height, int roomWidth, int roomHeight, int w, int h) {
    assertThat(PictureView.fit(new Dimension(width, height), new Dimension(roomWidth, roomHeight)))
        .isEqualTo(new Dimension(w, h));
  }

  @Test
  void liesInTheMiddleOfItsRoom() {
    PictureView view = new PictureView(gray(400, 100));
    view.setSize(200, 200);
    BufferedImage painted = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = painted.createGraphics();
    view.paintComponent(graphics);
    graphics.dispose();
    assertThat(extent(painted, pixel -> pixel == 0x808080))
        .isEqualTo(new Rectangle(0, 75, 200, 50));
  }
}
