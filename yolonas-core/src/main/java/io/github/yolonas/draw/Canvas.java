package io.github.yolonas.draw;

import java.awt.AWTError;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/** Pictures as something to draw on, with soft edges. */
public final class Canvas {
  private Canvas() {}

  /**
   * Draws on a picture.
   *
   * @param picture what is changed
   * @param drawing what draws; the graphics end with it
   * @throws IllegalStateException if Java2D cannot start; the message says what to do
   */
  public static void draw(BufferedImage picture, Consumer<Graphics2D> drawing) {
    Graphics2D graphics = graphics(picture);
    try {
      drawing.accept(graphics);
    } finally {
      graphics.dispose();
    }
  }

  private static Graphics2D graphics(BufferedImage picture) {
    Graphics2D graphics;
    try {
      graphics = picture.createGraphics();
    } catch (AWTError | LinkageError e) {
      throw new IllegalStateException(
          "Java2D cannot start; where no screen is, run java with -Djava.awt.headless=true", e);
    }
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    return graphics;
  }
}
