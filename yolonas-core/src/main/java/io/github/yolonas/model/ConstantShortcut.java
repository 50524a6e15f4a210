package io.github.yolonas.model;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** A shortcut whose scale is a number: one multiply-add into the output, no copy. */
public record ConstantShortcut(String name, double alpha) implements Shortcut {

  @Override
  public Tensor add(Tensor input, Tensor output) {
    output.add_(input, new Scalar(alpha));
    return output;
  }

  @Override
  public Shortcut fuse() {
    return this;
  }

  @Override
  public Shortcut map(UnaryOperator<Tensor> operation) {
    return this;
  }

  @Override
  public List<Tensor> tensors() {
    return List.of();
  }
}
