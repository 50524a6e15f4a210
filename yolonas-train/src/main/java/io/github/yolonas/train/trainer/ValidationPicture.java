package io.github.yolonas.train.trainer;

import io.github.yolonas.YoloNas;
import io.github.yolonas.file.AtomicFile;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.train.data.Dataset;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A sheet of validation images, each as the model sees it beside the truth.
 *
 * @param dataset the images
 * @param count how many, from the first
 */
record ValidationPicture(Dataset dataset, int count) {
  private static final int CELL_WIDTH = 480;
  private static final int CELL_HEIGHT = 260;
  private static final int GAP = 6;

  void write(YoloNas model, Path file) {
    List<BufferedImage> images = new ArrayList<>();
    for (int i = 0; i < Math.min(count, dataset.size()); i++) {
      images.add(
          model
              .predict(ImageSource.of(dataset.read(i).image()))
              .sideBySide(dataset.annotations(i).truth()));
    }
    try {
      AtomicFile.write(file, part -> write(sheet(images), part));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static void write(BufferedImage sheet, Path part) throws IOException {
    try (var out = Files.newOutputStream(part)) {
      ImageIO.write(sheet, "jpg", out);
    }
  }

  private static BufferedImage sheet(List<BufferedImage> images) {
    int columns = (int) Math.ceil(Math.sqrt(images.size()));
    int rows = (images.size() + columns - 1) / columns;
    BufferedImage sheet =
        new BufferedImage(
            columns * (CELL_WIDTH + GAP), rows * (CELL_HEIGHT + GAP), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
      for (int i = 0; i < images.size(); i++) {
        draw(
            graphics,
            images.get(i),
            i % columns * (CELL_WIDTH + GAP),
            i / columns * (CELL_HEIGHT + GAP));
      }
    } finally {
      graphics.dispose();
    }
    return sheet;
  }

  private static void draw(Graphics2D graphics, BufferedImage image, int x, int y) {
    double scale =
        Math.min((double) CELL_WIDTH / image.getWidth(), (double) CELL_HEIGHT / image.getHeight());
    int width = (int) (image.getWidth() * scale);
    int height = (int) (image.getHeight() * scale);
    graphics.drawImage(
        image, x + (CELL_WIDTH - width) / 2, y + (CELL_HEIGHT - height) / 2, width, height, null);
  }
}
