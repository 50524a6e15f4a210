package io.github.yolonas.train.loss;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The cells of all feature maps, each with an anchor in its middle: level by level, row by row.
 * Immutable. The original: {@code generate_anchors_for_grid_cell}.
 *
 * @param levels the feature maps, the finest first
 */
public record AnchorGrid(List<Level> levels) {
  /** Side of an anchor's box in units of its stride; only {@link AtssAssigner} looks at it. */
  private static final double BOX_SIDE = 5;

  /** An anchor lies in the middle of its cell. */
  private static final double MIDDLE = 0.5;

  /**
   * One feature map.
   *
   * @param height in cells
   * @param width in cells
   * @param stride pixels of the input for a cell
   */
  public record Level(int height, int width, int stride) {
    /** Checks that there is at least one cell. */
    public Level {
      if (height < 1 || width < 1 || stride < 1) {
        throw new IllegalArgumentException(
            "level: expected height, width and stride of 1 or more, found %d, %d, %d"
                .formatted(height, width, stride));
      }
    }

    /** How many anchors it has. */
    public int size() {
      return height * width;
    }
  }

  /** Writes one value for each anchor. */
  private interface Column {
    double at(int row, int column, int stride);
  }

  /** Checks that there is at least one level. */
  public AnchorGrid {
    levels = List.copyOf(levels);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("levels: expected at least one, found none");
    }
  }

  /** How many anchors there are on all levels. */
  public int size() {
    return levels.stream().mapToInt(Level::size).sum();
  }

  /**
   * The anchors' middles.
   *
   * @param like gives the device
   * @return [anchors, 2] fp32: x, y in pixels
   */
  Tensor points(Tensor like) {
    return columns(like, (row, x, s) -> (x + MIDDLE) * s, (row, x, s) -> (row + MIDDLE) * s);
  }

  /**
   * The boxes around the anchors.
   *
   * @param like gives the device
   * @return [anchors, 4] fp32: x1, y1, x2, y2 in pixels
   */
  Tensor boxes(Tensor like) {
    double half = BOX_SIDE * MIDDLE;
    return columns(
        like,
        (row, x, s) -> (x + MIDDLE - half) * s,
        (row, x, s) -> (row + MIDDLE - half) * s,
        (row, x, s) -> (x + MIDDLE + half) * s,
        (row, x, s) -> (row + MIDDLE + half) * s);
  }

  /**
   * The stride of each anchor.
   *
   * @param like gives the device
   * @return [anchors, 1] fp32: pixels
   */
  Tensor strides(Tensor like) {
    return columns(like, (row, x, s) -> s);
  }

  private Tensor columns(Tensor like, Column... columns) {
    double[] values = new double[size() * columns.length];
    int next = 0;
    for (Level level : levels) {
      for (int row = 0; row < level.height(); row++) {
        for (int x = 0; x < level.width(); x++) {
          for (Column column : columns) {
            values[next++] = column.at(row, x, level.stride());
          }
        }
      }
    }
    return HostArray.of(values, ScalarType.Float, like, size(), columns.length);
  }
}
