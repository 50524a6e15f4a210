package io.github.yolonas.model;

import java.util.List;

/**
 * What the heads say, before decoding: strides 8, 16, 32.
 *
 * @param <V> as in {@link Execution}
 */
public record HeadOutputs<V>(List<Level<V>> levels) {

  /**
   * One stride's.
   *
   * @param clsLogits [N, classes, H, W]
   * @param regDistri [N, 4 * (regMax + 1), H, W]: logits, side-major (left, top, right, bottom)
   * @param <V> as in {@link Execution}
   */
  public record Level<V>(V clsLogits, V regDistri) {}

  public HeadOutputs {
    levels = List.copyOf(levels);
  }

  /** The class logits of every stride. */
  public List<V> clsLogits() {
    return levels.stream().map(Level::clsLogits).toList();
  }

  /** The box distributions of every stride. */
  public List<V> regDistri() {
    return levels.stream().map(Level::regDistri).toList();
  }
}
