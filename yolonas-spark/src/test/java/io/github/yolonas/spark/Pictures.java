package io.github.yolonas.spark;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Coloured rectangles, no two pictures alike. */
public final class Pictures {
  private static final int RECTANGLES = 6;

  private Pictures() {}

  /** Writes {@code count} files {@code 0000.png}, {@code 0001.png} … into a folder. */
  public static List<Path> write(Path folder, int count, int width, int height) throws IOException {
    return write(folder, 0, count, width, height);
  }

  /** Writes the files from number {@code first} on, each of which appears as a whole. */
  public static List<Path> write(Path folder, int first, int count, int width, int height)
      throws IOException {
    Files.createDirectories(folder);
    Path staging = Files.createDirectories(folder.resolveSibling("staging"));
    List<Path> files = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      String name = "%04d.png".formatted(i);
      ImageIO.write(picture(i, width, height), "png", staging.resolve(name).toFile());
      files.add(Files.move(staging.resolve(name), folder.resolve(name)));
    }
    return files;
  }

  private static BufferedImage picture(int seed, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    Graphics2D graphics = image.createGraphics();
    try {
      for (int i = 0; i < RECTANGLES; i++) {
        graphics.setColor(new Color(random.nextInt(1 << 24)));
        int x = random.nextInt(width);
        int y = random.nextInt(height);
        graphics.fillRect(x, y, 1 + random.nextInt(width), 1 + random.nextInt(height));
      }
    } finally {
      graphics.dispose();
    }
    return image;
  }
}
