package io.github.yolonas.summary.internal;

import io.github.yolonas.Precision;
import io.github.yolonas.model.ModuleTree;
import io.github.yolonas.model.ModuleType;
import io.github.yolonas.model.UpsampleConvolution;
import io.github.yolonas.summary.NetworkForm;

/**
 * What a module costs.
 *
 * <p>The original's form is counted by torchinfo's rules: a convolution multiplies each parameter,
 * bias included, once for every cell that it makes, a batch norm each of its own once for every
 * image; and a result is kept a second time for its gradient. What runs here is counted as it runs:
 * each weight of a convolution once for every cell that it makes, or, where it makes several cells
 * of one, for every cell that it reads.
 */
final class Work {
  private static final int BIAS_BYTES = 4;
  private static final int UPSAMPLED_CELLS =
      UpsampleConvolution.FACTOR * UpsampleConvolution.FACTOR;

  private Work() {}

  /** Multiplications with additions for the whole batch, without those of the module's parts. */
  static long multAdds(NetworkForm form, ModuleTree module) {
    ModuleTree.Parameters own = module.own();
    if (form != NetworkForm.ORIGINAL) {
      return module.type().isConvolution() ? own.weight() * leastCells(module) : 0;
    }
    long counted = own.weight() + own.bias();
    return module.type().isConvolution()
        ? counted * module.output().batch() * module.output().cells()
        : counted == 0 ? 0 : counted * module.output().batch();
  }

  private static long leastCells(ModuleTree module) {
    return module.input().batch() * Math.min(module.input().cells(), module.output().cells());
  }

  /** How often a result is kept. */
  static int outputCopies(NetworkForm form) {
    return form == NetworkForm.ORIGINAL ? 2 : 1;
  }

  /** Of one number. */
  static int bytes(Precision precision) {
    return switch (precision) {
      case FP32 -> 4;
      case FP16, BF16 -> 2;
      case INT8 -> 1;
      case AUTO -> throw new IllegalArgumentException("expected a precision, found AUTO");
    };
  }

  /**
   * Of a layer's parameters. The bias of 8-bit integers is fp32, and for an up-sampling
   * convolution, which is computed as a 1×1 one, there is one for each cell made.
   */
  static long paramBytes(ModuleTree module, Precision precision) {
    ModuleTree.Parameters own = module.own();
    if (precision != Precision.INT8) {
      return own.count() * bytes(precision);
    }
    int biases = module.type() == ModuleType.CONV_TRANSPOSE_2D ? UPSAMPLED_CELLS : 1;
    return own.weight() + own.bias() * biases * BIAS_BYTES;
  }
}
