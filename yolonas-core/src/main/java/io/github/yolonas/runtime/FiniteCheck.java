package io.github.yolonas.runtime;

import io.github.yolonas.InferenceException;
import io.github.yolonas.postprocess.DecodedBoxes;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Refuses boxes and scores that are no numbers. Half precision ends at 65,504; beyond, a network
 * goes on with infinities and makes NaN of them, which suppression would drop like any low score:
 * an image full of objects would look empty.
 *
 * <p>The sum of all boxes and scores, before any choice among them, is finite only if all its parts
 * are. It travels to the host as one more row of what has to go there anyway.
 */
final class FiniteCheck {
  private FiniteCheck() {}

  /** The rows, [n, columns], and one with the sum below them. */
  static Tensor seal(DecodedBoxes decoded, Tensor rows) {
    Tensor sum = sum(decoded.boxes()).add(sum(decoded.scores()));
    Tensor seal = sum.expand(1, rows.size(1));
    return torch.cat(new TensorVector(rows, seal), 0);
  }

  /** In fp32, for a sum of halves would itself be too great for a half. */
  private static Tensor sum(Tensor tensor) {
    return tensor.to(ScalarType.Float).sum();
  }

  /**
   * The rows alone.
   *
   * @param sealed what {@link #seal} made, on the host
   * @throws InferenceException if a box or a score was infinite or NaN
   */
  static Tensor open(Tensor sealed, ScalarType dtype) {
    long rows = sealed.size(0) - 1;
    double sum = sealed.select(0, rows).select(0, 0).item().toDouble();
    if (!Double.isFinite(sum)) {
      throw new InferenceException(
          "boxes and scores: expected finite numbers, found a sum of %s in %s;"
                  .formatted(sum, dtype.intern().name().toLowerCase(Locale.ROOT))
              + (dtype.intern() == ScalarType.Half
                  ? " its activations do not fit half precision, use bf16 or fp32"
                  : " are the weights finite?"));
    }
    return sealed.narrow(0, 0, rows);
  }
}
