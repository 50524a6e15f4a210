package io.github.yolonas.draw;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.Serial;
import javax.swing.JComponent;

/** A picture in the middle of whatever room it has, whole and undistorted; never enlarged. */
final class PictureView extends JComponent {
  @Serial private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // windows are not written to streams
  private final BufferedImage picture;

  PictureView(BufferedImage picture) {
    this.picture = picture;
  }

  Dimension pictureSize() {
    return new Dimension(picture.getWidth(), picture.getHeight());
  }

  /** The largest size of the picture's shape that fits into a room, at most its own. */
  static Dimension fit(Dimension picture, Dimension room) {
    double scale =
        Math.min(
            1,
            Math.min(room.width / (double) picture.width, room.height / (double) picture.height));
    return new Dimension(
        (int) Math.max(1, Math.round(picture.width * scale)),
        (int) Math.max(1, Math.round(picture.height * scale)));
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    graphics.setColor(Color.DARK_GRAY);
    graphics.fillRect(0, 0, getWidth(), getHeight());
    Dimension size = fit(pictureSize(), getSize());
    if (graphics instanceof Graphics2D smooth) {
      smooth.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    }
    int left = (getWidth() - size.width) / 2;
    int top = (getHeight() - size.height) / 2;
    graphics.drawImage(picture, left, top, size.width, size.height, null);
  }
}
