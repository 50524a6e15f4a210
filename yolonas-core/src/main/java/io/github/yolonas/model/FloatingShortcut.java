package io.github.yolonas.model;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;

/** A shortcut that stays in floating point among quantized leaves. */
record FloatingShortcut(Shortcut leaf) implements Shortcut {
  private static final TensorExecution TENSORS = TensorExecution.INSTANCE;

  @Override
  public String name() {
    return leaf.name();
  }

  @Override
  public Tensor add(Tensor input, Tensor output) {
    if (!output.is_quantized()) {
      return leaf.add(TENSORS.floating(input), output);
    }
    return Scoped.run(() -> leaf.add(TENSORS.floating(input), TENSORS.floating(output)));
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

  @Override
  public List<Pointer> owned() {
    return leaf.owned();
  }

  @Override
  public long byteCount() {
    return leaf.byteCount();
  }
}
