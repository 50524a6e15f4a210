package io.github.yolonas.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.postprocess.BoundingBox;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {
  @ParameterizedTest
  @CsvFileSource(resources = "frames.csv")
  void liesWhereTheTableSays(String box, int thickness, int width, int height, String expected) {
    Optional<Frame> frame = Frame.of(box(box), thickness, width, height);
    assertThat(frame.map(f -> edges(f.outer())).orElse("none")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // size of the frame, thickness, pixels of its lines
    "10, 10, 1, 36",
    "10, 10, 3, 84",
    "10, 20, 2, 104",
    "5, 5, 2, 24",
    "4, 9, 2, 36",
    "1, 1, 3, 1",
  })
  void paintsEachPixelOfItsLinesOnce(int width, int height, int thickness, int pixels) {
    BufferedImage canvas = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = canvas.createGraphics();
    graphics.setColor(new Color(255, 255, 255, 100));
    new Frame(new Rectangle(5, 5, width, height), thickness).fill(graphics);
    graphics.dispose();
    assertThat(Pixels.count(canvas, 0x646464)).isEqualTo(pixels);
    assertThat(Pixels.count(canvas, 0)).isEqualTo(40 * 40 - pixels);
  }

  private static BoundingBox box(String numbers) {
    String[] n = numbers.split(" ", -1);
    return new BoundingBox(
        Float.parseFloat(n[0]),
        Float.parseFloat(n[1]),
        Float.parseFloat(n[2]),
        Float.parseFloat(n[3]));
  }

  private static String edges(Rectangle r) {
    return "%d %d %d %d".formatted(r.x, r.y, r.x + r.width, r.y + r.height);
  }
}
