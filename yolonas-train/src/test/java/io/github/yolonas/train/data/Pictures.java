package io.github.yolonas.train.data;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.Annotation;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.preprocess.RgbImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Images and data sets for tests. */
final class Pictures {
  static final List<String> NAMES = List.of("cat", "dog", "bird");

  private Pictures() {}

  /** Patches of 8×8 pixels in random colours: each seed gives another picture. */
  static BufferedImage patches(int width, int height, long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int top = 0; top < height; top += 8) {
      for (int left = 0; left < width; left += 8) {
        int colour = random.nextInt(0x1000000);
        for (int y = top; y < Math.min(height, top + 8); y++) {
          for (int x = left; x < Math.min(width, left + 8); x++) {
            image.setRGB(x, y, colour);
          }
        }
      }
    }
    return image;
  }

  /** Writes a picture, in the format of the file's extension. */
  static Path write(Path file, int width, int height, long seed) throws IOException {
    return write(file, patches(width, height, seed));
  }

  static Path write(Path file, BufferedImage image) throws IOException {
    Files.createDirectories(file.getParent());
    String name = file.toString();
    if (!ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile())) {
      throw new IOException("no writer for " + file);
    }
    return file;
  }

  static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  static Annotation object(int label, float x1, float y1, float x2, float y2) {
    BoundingBox box = new BoundingBox(x1, y1, x2, y2);
    return Annotation.of(new Detection(label, NAMES.get(label), 1, box));
  }

  static Annotation crowd(int label, float x1, float y1, float x2, float y2) {
    Annotation object = object(label, x1, y1, x2, y2);
    return new Annotation(object.object(), object.area(), true);
  }

  /** Pictures in memory, each of its index as seed. */
  static Dataset inMemory(List<String> classNames, List<AnnotatedImage> images) {
    return new Dataset() {
      @Override
      public List<String> classNames() {
        return classNames;
      }

      @Override
      public int size() {
        return images.size();
      }

      @Override
      public AnnotatedImage annotations(int index) {
        return images.get(index);
      }

      @Override
      public LabelledImage read(int index) {
        ImageShape shape = images.get(index).shape();
        return LabelledImage.of(
            RgbImage.of(patches(shape.width(), shape.height(), index)), images.get(index));
      }
    };
  }

  static AnnotatedImage image(String name, Annotation... objects) {
    return new AnnotatedImage(name, new ImageShape(48, 64), List.of(objects));
  }
}
