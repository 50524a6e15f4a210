package io.github.yolonas.train.trainer;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.Annotation;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.preprocess.RgbImage;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.data.LabelledImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * Boxes on gray ground, of the colour of their class: what a network learns in seconds.
 *
 * @param size how many images
 * @param seed of all of them
 * @param classNames what the colours are called
 */
public record ColouredBoxes(int size, long seed, List<String> classNames) implements Dataset {
  /** Width and height of each image. */
  public static final int SIDE = 96;

  private static final List<Color> COLOURS = List.of(Color.RED, Color.GREEN, Color.BLUE);

  /** Red, green and blue ones. */
  public ColouredBoxes(int size, long seed) {
    this(size, seed, List.of("red", "green", "blue"));
  }

  @Override
  public AnnotatedImage annotations(int index) {
    Random random = new Random(31 * seed + Objects.checkIndex(index, size));
    List<Annotation> objects = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      int label = random.nextInt(COLOURS.size());
      int width = 20 + random.nextInt(20);
      int height = 20 + random.nextInt(20);
      int x = i * SIDE / 2 + random.nextInt(SIDE / 2 - Math.min(width, SIDE / 2 - 1));
      int y = random.nextInt(SIDE - height);
      objects.add(
          Annotation.of(
              new Detection(
                  label,
                  classNames().get(label),
                  1,
                  new BoundingBox(x, y, x + width, y + height))));
    }
    return new AnnotatedImage("boxes " + index, new ImageShape(SIDE, SIDE), objects);
  }

  @Override
  public LabelledImage read(int index) {
    AnnotatedImage annotations = annotations(index);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.GRAY);
    graphics.fillRect(0, 0, SIDE, SIDE);
    for (Annotation annotation : annotations.annotations()) {
      BoundingBox box = annotation.object().box();
      graphics.setColor(COLOURS.get(annotation.object().label()));
      graphics.fillRect((int) box.x1(), (int) box.y1(), (int) box.width(), (int) box.height());
    }
    graphics.dispose();
    return LabelledImage.of(RgbImage.of(image), annotations);
  }
}
