package io.github.yolonas.runtime;

import io.github.yolonas.InferenceException;
import io.github.yolonas.postprocess.DecodedBoxes;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Refuses boxes and scores that are no numbers. Half precision ends at 65,504; beyond, a network
 * goes on with infinities and makes NaN of them, which suppression would drop like any low score:
 * an image full of objects would look empty.
 */
final class FiniteCheck {
  private FiniteCheck() {}

  /** One number crosses from the device: a sum is finite only if all its parts are. */
  static void require(DecodedBoxes decoded, ScalarType dtype) {
    Tensor sum = decoded.boxes().sum().add(decoded.scores().sum());
    double value = sum.item().toDouble();
    if (!Double.isFinite(value)) {
      throw new InferenceException(
          "boxes and scores: expected finite numbers, found a sum of %s in %s;"
                  .formatted(value, dtype.intern().name().toLowerCase(Locale.ROOT))
              + (dtype.intern() == ScalarType.Half
                  ? " its activations do not fit half precision, use bf16 or fp32"
                  : " are the weights finite?"));
    }
  }
}
