package io.github.yolonas.model;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;

/**
 * A shortcut over 8-bit feature maps. Scaling one by a number only changes its scale.
 *
 * @param floating for feature maps that are not quantized
 * @param scale awaits the input
 * @param sum awaits the scaled input and the output
 */
record QuantizedShortcut(
    String name, FloatingShortcut floating, BoundOperator scale, BoundOperator sum)
    implements Shortcut {
  private static final NativeOperator ADD = new NativeOperator("quantized::add", "");
  private static final NativeOperator SCALE = new NativeOperator("quantized::mul", "Scalar");

  static QuantizedShortcut of(ConstantShortcut shortcut, QuantizationParameters result) {
    return new QuantizedShortcut(
        shortcut.name(),
        new FloatingShortcut(shortcut),
        BoundOperator.behind(1, SCALE, new IValue(shortcut.alpha())),
        BoundOperator.behind(
            2, ADD, new IValue(result.scale()), new IValue((long) result.zeroPoint())));
  }

  @Override
  public Tensor add(Tensor input, Tensor output) {
    return input.is_quantized() && output.is_quantized()
        ? Scoped.run(() -> sum.on(scale.on(input), output))
        : floating.add(input, output);
  }

  @Override
  public List<Pointer> owned() {
    return Stream.of(scale, sum).flatMap(operator -> operator.owned().stream()).toList();
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
