package io.github.yolonas.train.augment;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.Annotation;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.preprocess.RgbImage;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.data.LabelledImage;
import io.github.yolonas.train.data.LabelledObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Images that are gray but for their objects, each a rectangle in the colour of its class. Image i
 * has the classes of {@code classesOf.get(i)}, each once, apart from one another.
 */
public final class PaintedImages implements Dataset {
  /** Class i has colour i, {@code 0xRRGGBB}; far from each other and from gray. */
  static final List<Integer> COLOURS =
      List.of(0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF);

  private static final List<String> NAMES =
      List.of("red", "green", "blue", "yellow", "magenta", "cyan");

  /** Objects stand in the cells of a grid of two rows and three columns. */
  private static final int COLUMNS = 3;

  private final List<List<Integer>> classesOf;
  private final int background;
  private final long seed;

  /** Images of these classes; {@code background} is a gray level. */
  public PaintedImages(List<List<Integer>> classesOf, int background, long seed) {
    this.classesOf = List.copyOf(classesOf);
    this.background = background;
    this.seed = seed;
  }

  @Override
  public List<String> classNames() {
    return NAMES;
  }

  @Override
  public int size() {
    return classesOf.size();
  }

  @Override
  public AnnotatedImage annotations(int index) {
    LabelledImage image = read(index);
    return new AnnotatedImage(
        image.name(),
        new ImageShape(image.image().height(), image.image().width()),
        image.objects().stream()
            .map(o -> Annotation.of(new Detection(o.label(), NAMES.get(o.label()), 1, o.box())))
            .toList());
  }

  @Override
  public LabelledImage read(int index) {
    SplittableRandom random = new SplittableRandom(SeedMixer.mix(seed, index));
    int width = 200 + random.nextInt(200);
    int height = 200 + random.nextInt(200);
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) background);
    List<LabelledObject> objects = new ArrayList<>();
    List<Integer> classes = classesOf.get(index);
    for (int i = 0; i < classes.size(); i++) {
      BoundingBox box = place(i, width / COLUMNS, height / 2, random);
      paint(rgb, width, box, COLOURS.get(classes.get(i)));
      objects.add(LabelledObject.of(classes.get(i), box));
    }
    return new LabelledImage("painted " + index, RgbImage.ofRgb(rgb, width, height), objects);
  }

  /** At least half a cell wide and high, two pixels from the cell's edge. */
  private static BoundingBox place(
      int cell, int cellWidth, int cellHeight, SplittableRandom random) {
    int width = cellWidth / 2 + random.nextInt(cellWidth / 2 - 4);
    int height = cellHeight / 2 + random.nextInt(cellHeight / 2 - 4);
    int left = cell % COLUMNS * cellWidth + 2 + random.nextInt(cellWidth - 4 - width + 1);
    int top = cell / COLUMNS * cellHeight + 2 + random.nextInt(cellHeight - 4 - height + 1);
    return BoundingBox.fromXywh(left, top, width, height);
  }

  private static void paint(byte[] rgb, int imageWidth, BoundingBox box, int colour) {
    for (int y = (int) box.y1(); y < (int) box.y2(); y++) {
      for (int x = (int) box.x1(); x < (int) box.x2(); x++) {
        int at = 3 * (y * imageWidth + x);
        rgb[at] = (byte) (colour >> 16);
        rgb[at + 1] = (byte) (colour >> 8);
        rgb[at + 2] = (byte) colour;
      }
    }
  }
}
