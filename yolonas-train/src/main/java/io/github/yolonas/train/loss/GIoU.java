package io.github.yolonas.train.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * How badly two boxes cover each other, also when they do not touch. The original: {@code
 * GIoULoss}; "Generalized Intersection over Union" (Rezatofighi et al., 2019), algorithm 1.
 *
 * <pre>loss = 1 - iou + (hull - union) / hull</pre>
 *
 * <p>where the hull is the smallest box around both.
 */
public final class GIoU {
  private static final double EPS = 1e-10;

  private GIoU() {}

  /**
   * The loss of each pair; recorded for autograd.
   *
   * @param boxes [pairs, 4]: x1, y1, x2, y2
   * @param targets [pairs, 4], in the same units
   * @return [pairs] in the caller's scope; 0 for equal boxes, up to 2 for boxes far apart
   */
  public static Tensor loss(Tensor boxes, Tensor targets) {
    Tensor start = boxes.narrow(1, 0, 2);
    Tensor end = boxes.narrow(1, 2, 2);
    Tensor targetStart = targets.narrow(1, 0, 2);
    Tensor targetEnd = targets.narrow(1, 2, 2);
    Tensor overlap =
        area(end.minimum(targetEnd).sub(start.maximum(targetStart)).clamp_min(new Scalar(0)));
    Tensor union =
        area(end.sub(start))
            .add(area(targetEnd.sub(targetStart)))
            .sub(overlap)
            .add(new Scalar(EPS));
    Tensor hull = area(end.maximum(targetEnd).sub(start.minimum(targetStart))).add(new Scalar(EPS));
    Tensor iou = overlap.div(union);
    return iou.sub(hull.sub(union).div(hull)).neg().add(new Scalar(1));
  }

  /** Width times height. */
  private static Tensor area(Tensor size) {
    return size.select(1, 0).mul(size.select(1, 1));
  }
}
