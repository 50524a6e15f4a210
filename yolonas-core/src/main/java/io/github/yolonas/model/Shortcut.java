package io.github.yolonas.model;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** Adds a bottleneck's input, scaled, to its output. */
public interface Shortcut extends Leaf {

  /**
   * {@code alpha * input + output}.
   *
   * @param output a fresh tensor, which an implementation may overwrite and return
   */
  Tensor add(Tensor input, Tensor output);

  /** The same function with a constant scale. */
  Shortcut fuse();

  /** The same shortcut over mapped weights. */
  Shortcut map(UnaryOperator<Tensor> operation);
}
