package io.github.yolonas.video;

import io.github.yolonas.testing.ReferenceData;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/** Videos whose every frame is known, for they are drawn here. */
final class SyntheticVideo {
  static final Path MODEL =
      ReferenceData.repositoryFile("yolonas-core/src/test/resources/reference/toy/shapes.pth");

  /** What frame {@link #numbered} shows at its top left corner. */
  static final int BLOCK = 16;

  private SyntheticVideo() {}

  /** Frames that tell their number: a square in the top left corner is as bright as it is late. */
  static BufferedImage numbered(int frame, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(40, 90, 160));
    g.fillRect(0, 0, width, height);
    g.setColor(new Color(brightness(frame), brightness(frame), brightness(frame)));
    g.fillRect(0, 0, BLOCK, BLOCK);
    g.setColor(Color.RED);
    g.fillRect(width - BLOCK, 0, BLOCK, BLOCK);
    g.setColor(Color.GREEN);
    g.fillRect(0, height - BLOCK, BLOCK, BLOCK);
    g.dispose();
    return image;
  }

  static int brightness(int frame) {
    return 20 + frame % 40 * 5;
  }

  /**
   * The frame's number, from a picture that {@link #numbered} drew and a codec changed a little.
   */
  static int number(VideoFrame frame) {
    int green = frame.image().rgb(BLOCK / 2, BLOCK / 2) >> 8 & 0xFF;
    return Math.round((green - 20) / 5f);
  }

  static Path numbered(Path file, int frames, int width, int height, FrameRate rate) {
    return write(
        file,
        frames,
        rate,
        i -> numbered(i, width, height),
        i -> i * 1_000_000_000L * rate.denominator() / rate.numerator(),
        VideoWriterOptions.defaults());
  }

  static Path write(
      Path file,
      int frames,
      FrameRate rate,
      IntFunction<BufferedImage> draw,
      IntToLongFunction nanos,
      VideoWriterOptions options) {
    BufferedImage first = draw.apply(0);
    try (VideoWriter writer =
        VideoWriter.create(file, first.getWidth(), first.getHeight(), rate, options)) {
      for (int i = 0; i < frames; i++) {
        writer.write(draw.apply(i), Duration.ofNanos(nanos.applyAsLong(i)));
      }
      writer.complete();
    }
    return file;
  }

  /** An image to draw shapes on, gray as the model's training scenes. */
  static BufferedImage scene(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(120, 125, 130));
    g.fillRect(0, 0, width, height);
    g.dispose();
    return image;
  }

  static Graphics2D pen(BufferedImage image) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    return g;
  }
}
