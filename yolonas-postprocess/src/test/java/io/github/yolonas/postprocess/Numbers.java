package io.github.yolonas.postprocess;

import java.util.stream.Stream;

/** Cells of a table that hold several numbers. */
final class Numbers {
  private Numbers() {}

  static float[] floats(String cell) {
    String[] words = words(cell);
    float[] values = new float[words.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(words[i]);
    }
    return values;
  }

  static int[] ints(String cell) {
    return Stream.of(words(cell)).mapToInt(Integer::parseInt).toArray();
  }

  private static String[] words(String cell) {
    return cell.trim().split(" +", -1);
  }
}
