package io.github.yolonas.model;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** A shortcut that stays in floating point among quantized leaves. */
record FloatingShortcut(Shortcut leaf) implements Shortcut {

  @Override
  public String name() {
    return leaf.name();
  }

  @Override
  public Tensor add(Tensor input, Tensor output) {
    if (!output.is_quantized()) {
      return leaf.add(Floating.of(input), output);
    }
    return Scoped.run(() -> leaf.add(Floating.of(input), Floating.of(output)));
  }

  @Override
  public Shortcut fuse() {
    return new FloatingShortcut(leaf.fuse());
  }

  @Override
  public Shortcut map(UnaryOperator<Tensor> operation) {
    return new FloatingShortcut(leaf.map(operation));
  }

  @Override
  public List<Tensor> tensors() {
    return leaf.tensors();
  }
}
