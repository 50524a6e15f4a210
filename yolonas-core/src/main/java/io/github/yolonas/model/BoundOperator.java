package io.github.yolonas.model;

import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;

/**
 * An operator that awaits only its first argument, a feature map. All others are looked up and
 * boxed once: doing so at each call took longer than some of the convolutions themselves, and let
 * the other threads fall asleep meanwhile. Thread-safe: a call copies the arguments, which is to
 * count references.
 *
 * @param handle the operator
 * @param arguments all of them; in the first place is whatever an earlier call does not care about
 */
record BoundOperator(OperatorHandle handle, IValueVector arguments) {

  /** With these arguments behind the first. Everything native is the caller's scope's. */
  static BoundOperator of(NativeOperator operator, IValue... others) {
    IValueVector arguments = new IValueVector();
    arguments.push_back(new IValue());
    for (IValue other : others) {
      arguments.push_back(other);
    }
    return new BoundOperator(operator.handle(), arguments);
  }

  /** A new tensor in the caller's scope. */
  Tensor on(Tensor first) {
    return Scoped.run(
        () -> {
          IValueVector stack = new IValueVector();
          stack.put(arguments);
          stack.put(0, new IValue(first));
          handle.callBoxed(stack);
          return new Tensor(stack.get(0).toTensor());
        });
  }

  /** What has to live as long as this does. */
  List<Pointer> owned() {
    return List.of(handle, arguments);
  }
}
