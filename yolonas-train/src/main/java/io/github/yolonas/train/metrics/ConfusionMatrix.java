package io.github.yolonas.train.metrics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which classes were taken for which. The last row and the last column are the background: objects
 * that nobody found, and detections where there is none. Immutable.
 */
public final class ConfusionMatrix {
  private static final String BACKGROUND = "background";

  private final List<String> classNames;
  private final int[][] counts;

  ConfusionMatrix(List<String> classNames, int[][] counts) {
    this.classNames = List.copyOf(classNames);
    this.counts = counts;
  }

  /** The names of the classes, by label; the background's is not among them. */
  public List<String> classNames() {
    return classNames;
  }

  /** The row and the column that mean no object at all: the number of classes. */
  public int background() {
    return classNames.size();
  }

  /**
   * How many objects were taken for something.
   *
   * @param truth label of what they are, or {@link #background}
   * @param found label of what they were taken for, or {@link #background}
   */
  public int count(int truth, int found) {
    return counts[truth][found];
  }

  /** All that are one thing in truth. */
  public int truthTotal(int truth) {
    return IntStream.of(counts[truth]).sum();
  }

  /** A name for people, the background's too. */
  public String name(int label) {
    return label == background() ? BACKGROUND : classNames.get(label);
  }

  /** Rows of what is true, columns of what was found, with names, separated by commas. */
  public String toCsv() {
    StringBuilder csv = new StringBuilder("truth \\ found");
    for (int label = 0; label <= background(); label++) {
      csv.append(',').append(Csv.field(name(label)));
    }
    for (int truth = 0; truth <= background(); truth++) {
      csv.append('\n').append(Csv.field(name(truth)));
      for (int found = 0; found <= background(); found++) {
        csv.append(',').append(counts[truth][found]);
      }
    }
    return csv.append('\n').toString();
  }
}
