package io.github.yolonas.model;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** What the heads say, before decoding: strides 8, 16, 32. In the caller's scope. */
public record HeadOutputs(List<Level> levels) {

  /**
   * One stride's.
   *
   * @param clsLogits [N, classes, H, W]
   * @param regDistri [N, 4 * (regMax + 1), H, W]: logits, side-major (left, top, right, bottom)
   */
  public record Level(Tensor clsLogits, Tensor regDistri) {}

  public HeadOutputs {
    levels = List.copyOf(levels);
  }

  /** The class logits of every stride. */
  public List<Tensor> clsLogits() {
    return levels.stream().map(Level::clsLogits).toList();
  }

  /** The box distributions of every stride. */
  public List<Tensor> regDistri() {
    return levels.stream().map(Level::regDistri).toList();
  }
}
