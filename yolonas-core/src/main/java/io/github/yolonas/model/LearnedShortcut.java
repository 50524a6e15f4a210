package io.github.yolonas.model;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** A shortcut whose scale is a parameter, [1]. */
record LearnedShortcut(String name, Tensor alpha) implements Shortcut {

  @Override
  public Tensor add(Tensor input, Tensor output) {
    return input.mul(alpha).add(output);
  }

  @Override
  public Shortcut fuse() {
    try (Scalar value = alpha.item()) {
      return new ConstantShortcut(name, value.toDouble());
    }
  }

  @Override
  public Shortcut map(UnaryOperator<Tensor> operation) {
    return new LearnedShortcut(name, operation.apply(alpha));
  }

  @Override
  public List<Tensor> tensors() {
    return List.of(alpha);
  }
}
