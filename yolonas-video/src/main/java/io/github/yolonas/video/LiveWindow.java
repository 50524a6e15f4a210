package io.github.yolonas.video;

import java.awt.AWTError;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Graphics;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.awt.Image;
import java.awt.image.BufferedImage;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.WindowConstants;
import org.jspecify.annotations.Nullable;

/**
 * A window that shows pictures as they come, scaled to its size. The user closes it; then {@link
 * #isOpen} is false. Any thread may use it.
 */
public final class LiveWindow implements AutoCloseable {
  private final JFrame frame;
  private final Picture picture = new Picture();

  /**
   * Opens the window.
   *
   * @param width of the pictures, which it has at first
   * @param height of the pictures
   * @throws IllegalStateException if there is no display
   */
  public LiveWindow(String title, int width, int height) {
    requireDisplay();
    try {
      frame = new JFrame(title);
    } catch (AWTError | HeadlessException e) {
      throw new IllegalStateException("the display cannot be used: " + e.getMessage(), e);
    }
    EventQueue.invokeLater(
        () -> {
          picture.setPreferredSize(new Dimension(width, height));
          frame.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
          frame.add(picture);
          frame.pack();
          frame.setLocationByPlatform(true);
          frame.setVisible(true);
        });
  }

  /** Fails where no window can be, with what to do about it. */
  public static void requireDisplay() {
    if (GraphicsEnvironment.isHeadless()) {
      throw new IllegalStateException(
          "there is no display for a window; write a video instead, or set DISPLAY");
    }
  }

  /** Shows a picture, which must not change any more. */
  public void show(BufferedImage image) {
    picture.shown = image;
    picture.repaint();
  }

  /** Whether the user has not closed it yet. */
  public boolean isOpen() {
    return frame.isDisplayable() || !picture.seen;
  }

  /** Closes the window. */
  @Override
  public void close() {
    EventQueue.invokeLater(frame::dispose);
  }

  private static final class Picture extends JPanel {
    private static final long serialVersionUID = 1L;

    private transient volatile @Nullable Image shown;
    private volatile boolean seen;

    @Override
    protected void paintComponent(Graphics graphics) {
      super.paintComponent(graphics);
      seen = true;
      Image image = shown;
      if (image != null) {
        double scale =
            Math.min(
                (double) getWidth() / image.getWidth(null),
                (double) getHeight() / image.getHeight(null));
        int width = (int) Math.round(image.getWidth(null) * scale);
        int height = (int) Math.round(image.getHeight(null) * scale);
        graphics.drawImage(
            image, (getWidth() - width) / 2, (getHeight() - height) / 2, width, height, null);
      }
    }
  }
}
