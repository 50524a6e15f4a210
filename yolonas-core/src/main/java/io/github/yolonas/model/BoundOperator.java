package io.github.yolonas.model;

import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;

/**
 * An operator that awaits only its first arguments, feature maps. All others are looked up and
 * boxed once: doing so at each call took longer than some of the convolutions themselves, and let
 * the other threads fall asleep meanwhile. Thread-safe: a call copies the arguments, which is to
 * count references.
 *
 * @param handle the operator
 * @param arguments all of them, with nothing in the places of feature maps
 */
record BoundOperator(OperatorHandle handle, IValueVector arguments) {

  /** With weights and settings behind a feature map. Everything native is the caller's scope's. */
  static BoundOperator of(NativeOperator operator, List<Tensor> weights, IValue... settings) {
    return behind(
        1,
        operator,
        Stream.concat(weights.stream().map(IValue::new), Stream.of(settings))
            .toArray(IValue[]::new));
  }

  /** With these arguments behind so many feature maps, likewise. */
  static BoundOperator behind(int featureMaps, NativeOperator operator, IValue... others) {
    IValueVector arguments = new IValueVector();
    for (int i = 0; i < featureMaps; i++) {
      arguments.push_back(new IValue());
    }
    for (IValue other : others) {
      arguments.push_back(other);
    }
    return new BoundOperator(operator.handle(), arguments);
  }

  /** A new tensor in the caller's scope. */
  Tensor on(Tensor... featureMaps) {
    return Scoped.run(
        () -> {
          IValueVector stack = new IValueVector();
          stack.put(arguments);
          for (int i = 0; i < featureMaps.length; i++) {
            stack.put(i, new IValue(featureMaps[i]));
          }
          handle.callBoxed(stack);
          return new Tensor(stack.get(0).toTensor());
        });
  }

  /** What has to live as long as this does. */
  List<Pointer> owned() {
    return List.of(handle, arguments);
  }
}
