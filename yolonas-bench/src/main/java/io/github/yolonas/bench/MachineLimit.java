package io.github.yolonas.bench;

import io.github.yolonas.Precision;
import io.github.yolonas.model.NativeOperator;
import io.github.yolonas.runtime.CoreBudget;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What the machine gives at best: the speed of a large product of square matrices. */
final class MachineLimit {
  private static final NativeOperator INTEGERS = new NativeOperator("aten::_int_mm", "");
  private static final double INTEGER_RANGE = 100;

  private MachineLimit() {}

  /**
   * Billions of operations (multiplications and additions) a second, by the median run.
   *
   * @param precision fp32, bf16, or int8 with sums in 32 bits; without instructions of its own for
   *     it the processor takes very long
   * @param size rows and columns of each matrix; 2048 keeps the arithmetic units busy
   */
  static double gigaflopsPerSecond(Precision precision, int size, int threads, int runs)
      throws Exception {
    try (PointerScope scope = new PointerScope()) {
      Tensor a = matrix(precision, size);
      Tensor b = matrix(precision, size);
      Quartiles ms =
          Stopwatch.milliseconds(
              2, runs, () -> CoreBudget.sharedPass(threads, () -> product(precision, a, b)));
      return 2e-9 * size * size * size / (ms.median() / 1e3);
    }
  }

  private static Tensor matrix(Precision precision, int size) {
    Tensor values = torch.rand(size, size);
    return switch (precision) {
      case BF16 -> values.to(ScalarType.BFloat16);
      case INT8 -> values.mul(new Scalar(INTEGER_RANGE)).to(ScalarType.Char);
      default -> values;
    };
  }

  private static long product(Precision precision, Tensor a, Tensor b) {
    try (PointerScope scope = new PointerScope()) {
      Tensor product =
          precision == Precision.INT8
              ? INTEGERS.tensor(new IValue(a), new IValue(b))
              : torch.mm(a, b);
      return product.numel();
    }
  }
}
