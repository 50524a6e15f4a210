package io.github.yolonas.train.loss;

import java.util.ArrayList;
import java.util.List;

/**
 * What there is to see on the images of one batch. Immutable, pure Java.
 *
 * @param images for each image its objects, in their order; an image may have none
 */
public record TargetBatch(List<List<Box>> images) {
  private static final int COLUMNS = 6;

  /**
   * One object, in pixels of the network's input. A box may reach beyond the image, or have no
   * area.
   *
   * @param label index of its class, from 0
   * @param cx middle, from the left
   * @param cy middle, from the top
   * @param width 0 or more
   * @param height 0 or more
   */
  public record Box(int label, double cx, double cy, double width, double height) {
    /** Checks that the numbers are finite, and label and size not negative. */
    public Box {
      if (label < 0) {
        throw new IllegalArgumentException("label: expected 0 or more, found " + label);
      }
      if (!Double.isFinite(cx) || !Double.isFinite(cy)) {
        throw new IllegalArgumentException(
            "centre: expected finite pixels, found %s, %s".formatted(cx, cy));
      }
      if (!(width >= 0 && height >= 0 && Double.isFinite(width) && Double.isFinite(height))) {
        throw new IllegalArgumentException(
            "size: expected finite pixels of 0 or more, found %s × %s".formatted(width, height));
      }
    }
  }

  /** Copies the lists. */
  public TargetBatch {
    images = images.stream().map(List::copyOf).toList();
    if (images.isEmpty()) {
      throw new IllegalArgumentException("images: expected at least one, found none");
    }
  }

  /**
   * From the original's flat layout.
   *
   * @param batchSize how many images there are
   * @param rows for each object: image index, class, cx, cy, width, height
   * @throws IllegalArgumentException if a row has another length, an index is no whole number of
   *     the batch, or a value is out of range; the message names the row
   */
  public static TargetBatch ofRows(int batchSize, List<double[]> rows) {
    List<List<Box>> images = new ArrayList<>();
    for (int i = 0; i < batchSize; i++) {
      images.add(new ArrayList<>());
    }
    for (int i = 0; i < rows.size(); i++) {
      double[] row = rows.get(i);
      if (row.length != COLUMNS) {
        throw new IllegalArgumentException(
            "target %d: expected %d columns, found %d".formatted(i, COLUMNS, row.length));
      }
      int image = whole(row[0], "image index", i);
      if (image >= batchSize) {
        throw new IllegalArgumentException(
            "target %d: image index: expected below %d, found %d".formatted(i, batchSize, image));
      }
      images.get(image).add(box(row, i));
    }
    return new TargetBatch(images);
  }

  private static Box box(double[] row, int index) {
    int label = whole(row[1], "class", index);
    try {
      return new Box(label, row[2], row[3], row[4], row[5]);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("target %d: %s".formatted(index, e.getMessage()), e);
    }
  }

  private static int whole(double value, String what, int index) {
    if (!(value >= 0 && value <= 1 << 24) || value != (int) value) {
      throw new IllegalArgumentException(
          "target %d: %s: expected a whole number from 0, found %s".formatted(index, what, value));
    }
    return (int) value;
  }

  /** How many images there are. */
  public int size() {
    return images.size();
  }

  /** How many objects there are on all images. */
  public int boxCount() {
    return images.stream().mapToInt(List::size).sum();
  }

  void requireLabelsBelow(int numClasses) {
    for (int image = 0; image < images.size(); image++) {
      for (Box box : images.get(image)) {
        if (box.label() >= numClasses) {
          throw new IllegalArgumentException(
              "image %d: label: expected below the %d classes, found %d"
                  .formatted(image, numClasses, box.label()));
        }
      }
    }
  }
}
