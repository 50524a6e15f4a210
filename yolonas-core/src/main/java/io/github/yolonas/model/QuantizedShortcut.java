package io.github.yolonas.model;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;

/** A shortcut over 8-bit feature maps. Scaling one by a number only changes its scale. */
record QuantizedShortcut(String name, double alpha, QuantizationParameters result)
    implements Shortcut {
  private static final NativeOperator ADD = new NativeOperator("quantized::add", "");
  private static final NativeOperator SCALE = new NativeOperator("quantized::mul", "Scalar");

  @Override
  public Tensor add(Tensor input, Tensor output) {
    if (!input.is_quantized() || !output.is_quantized()) {
      return new FloatingShortcut(new ConstantShortcut(name, alpha)).add(input, output);
    }
    return Scoped.run(
        () -> {
          Tensor scaled = alpha == 1.0 ? input : SCALE.tensor(new IValue(input), new IValue(alpha));
          return ADD.tensor(
              new IValue(scaled),
              new IValue(output),
              new IValue(result.scale()),
              new IValue((long) result.zeroPoint()));
        });
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
