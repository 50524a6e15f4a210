package io.github.yolonas.examples.soak;

import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.video.FrameRate;
import io.github.yolonas.video.VideoWriter;
import io.github.yolonas.video.VideoWriterOptions;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * What a server is sent: images of all sizes and kinds, what looks like one and is none, and a
 * clip.
 *
 * @param good images that can be read
 * @param large one of several tiles
 * @param bad files that are no whole image
 * @param clip a video of {@link #FRAMES} frames
 * @param brokenClip the same, cut short
 */
record Pictures(List<Path> good, Path large, List<Path> bad, Path clip, Path brokenClip) {
  static final int FRAMES = 20;

  /** Width and height: a pixel, tiny, odd, thin, tall, and larger than the network's input. */
  private static final int[][] SIZES = {
    {1, 1}, {31, 17}, {160, 120}, {333, 501}, {900, 12}, {12, 900}, {640, 480}, {1024, 768}
  };

  /** Makes all of them from one scene. */
  static Pictures in(Path folder, Path scene) throws IOException {
    BufferedImage original = ImageIO.read(scene.toFile());
    List<Path> good = new ArrayList<>(List.of(scene));
    for (int[] size : SIZES) {
      String name = size[0] + "x" + size[1];
      BufferedImage scaled = scaled(original, size[0], size[1]);
      for (String format : List.of("png", "jpg")) {
        good.add(Files.write(folder.resolve(name + "." + format), encoded(scaled, format)));
      }
    }
    Path large =
        Files.write(folder.resolve("large.jpg"), encoded(scaled(original, 1_000, 750), "jpg"));
    Path clip = clip(folder.resolve("clip.mp4"), original);
    byte[] whole = Files.readAllBytes(clip);
    Path brokenClip =
        Files.write(folder.resolve("broken.mp4"), Arrays.copyOf(whole, whole.length / 2));
    return new Pictures(good, large, bad(folder, large), clip, brokenClip);
  }

  private static List<Path> bad(Path folder, Path large) throws IOException {
    byte[] jpeg = Files.readAllBytes(large);
    return List.of(
        Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(jpeg, jpeg.length / 2)),
        Files.writeString(folder.resolve("page.png"), "<html>404</html>"),
        Files.createFile(folder.resolve("empty.png")),
        folder.resolve("missing.png"));
  }

  /** The scene moves to the right by two pixels a frame. */
  private static Path clip(Path file, BufferedImage scene) {
    try (VideoWriter writer =
        VideoWriter.create(file, 320, 240, FrameRate.of(25), VideoWriterOptions.defaults())) {
      for (int i = 0; i < FRAMES; i++) {
        BufferedImage frame = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = frame.createGraphics();
        g.drawImage(scene, 2 * i, 0, 320, 240, null);
        g.dispose();
        writer.write(frame, Duration.ofMillis(40L * i));
      }
      writer.complete();
    }
    return file;
  }

  private static BufferedImage scaled(BufferedImage image, int width, int height) {
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = scaled.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(image, 0, 0, width, height, null);
    g.dispose();
    return scaled;
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, out)) {
      throw new IOException("no writer of " + format);
    }
    return out.toByteArray();
  }

  /** Good ones in groups as they are batched, each with the same neighbours every time. */
  List<List<Path>> groups(int size) {
    List<List<Path>> groups = new ArrayList<>();
    for (int start = 0; start < good.size(); start += size) {
      groups.add(good.subList(start, Math.min(start + size, good.size())));
    }
    return groups;
  }

  static List<ImageSource> sources(List<Path> files) {
    return files.stream().map(ImageSource::of).toList();
  }
}
