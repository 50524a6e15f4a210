package io.github.yolonas.draw;

import java.awt.AWTError;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.lang.reflect.InvocationTargetException;
import javax.swing.JFrame;
import javax.swing.WindowConstants;
import org.jspecify.annotations.Nullable;

/** Shows a picture in a window of its own. */
public final class PictureWindow {
  /** How much of the screen a window may fill, leaving room for its own frame and for others. */
  private static final double SCREEN_SHARE = 0.9;

  private PictureWindow() {}

  /**
   * Opens a window, as large as the picture but no larger than the screen, and returns when it is
   * visible. The picture fits itself to the window. Closing the last window lets the JVM end.
   *
   * @param title of the window
   * @param picture what it shows
   * @throws IllegalStateException if there is no display; the message says what to do instead
   */
  public static void show(String title, BufferedImage picture) {
    if (GraphicsEnvironment.isHeadless()) {
      throw noDisplay(title, "the JVM is headless", null);
    }
    try {
      Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
      onEventThread(() -> open(title, picture, screen.getSize()));
    } catch (HeadlessException | AWTError | LinkageError e) {
      throw noDisplay(title, String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
    }
  }

  private static void open(String title, BufferedImage picture, Dimension screen) {
    PictureView view = new PictureView(picture);
    view.setPreferredSize(
        PictureView.fit(
            view.pictureSize(),
            new Dimension(
                (int) (SCREEN_SHARE * screen.width), (int) (SCREEN_SHARE * screen.height))));
    JFrame window = new JFrame(title);
    window.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
    window.add(view);
    window.pack();
    window.setLocationByPlatform(true);
    window.setVisible(true);
  }

  /** Swing wants its windows made by its own thread, which may be this one. */
  private static void onEventThread(Runnable task) {
    if (EventQueue.isDispatchThread()) {
      task.run();
      return;
    }
    try {
      EventQueue.invokeAndWait(task);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the window was visible", e);
    } catch (InvocationTargetException e) {
      rethrow(e.getCause(), e);
    }
  }

  private static void rethrow(@Nullable Throwable cause, InvocationTargetException wrapper) {
    if (cause instanceof RuntimeException failure) {
      throw failure;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException("the window cannot be opened", wrapper);
  }

  private static IllegalStateException noDisplay(
      String title, String reason, @Nullable Throwable cause) {
    return new IllegalStateException(
        ("%s: there is no display to show it on (%s); save(file) writes the picture to a file"
                + " instead, draw() gives it as an image")
            .formatted(title, reason),
        cause);
  }
}
