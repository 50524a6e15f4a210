package io.github.yolonas.bench;

import io.github.yolonas.runtime.CoreBudget;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What the machine gives at best: the speed of a large product of square matrices. */
final class MachineLimit {
  private MachineLimit() {}

  /**
   * Billions of operations (multiplications and additions) a second, by the median run.
   *
   * @param size rows and columns of each matrix; 2048 keeps the arithmetic units busy
   */
  static double gigaflopsPerSecond(ScalarType type, int size, int threads, int runs)
      throws Exception {
    try (PointerScope scope = new PointerScope()) {
      Tensor a = torch.rand(size, size).to(type);
      Tensor b = torch.rand(size, size).to(type);
      Quartiles ms =
          Stopwatch.milliseconds(
              2, runs, () -> CoreBudget.sharedPass(threads, () -> product(a, b)));
      return 2e-9 * size * size * size / (ms.median() / 1e3);
    }
  }

  private static long product(Tensor a, Tensor b) {
    try (PointerScope scope = new PointerScope()) {
      return torch.mm(a, b).numel();
    }
  }
}
