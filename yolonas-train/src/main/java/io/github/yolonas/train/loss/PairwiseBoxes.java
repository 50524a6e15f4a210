package io.github.yolonas.train.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Each object against each anchor: [N, objects, anchors]. */
final class PairwiseBoxes {
  /** How far inside a box a point has to lie, pixels. */
  private static final double INSIDE = 1e-9;

  private PairwiseBoxes() {}

  /**
   * Intersection over union.
   *
   * @param truth [N, objects, 4]
   * @param boxes [N or 1, anchors, 4]
   * @param eps keeps two empty boxes from dividing 0 by 0
   */
  static Tensor iou(Tensor truth, Tensor boxes, double eps) {
    Tensor width = overlap(truth, boxes, 0);
    Tensor height = overlap(truth, boxes, 1);
    Tensor overlap = width.mul(height);
    Tensor union = area(truth).unsqueeze(2).add(area(boxes).unsqueeze(1));
    union.sub_(overlap);
    union.add_(new Scalar(eps));
    return overlap.div(union);
  }

  /** How far two boxes overlap along an axis, 0 for x and 1 for y. */
  private static Tensor overlap(Tensor truth, Tensor boxes, int axis) {
    Tensor end = objects(truth, axis + 2).minimum(anchors(boxes, axis + 2));
    end.sub_(objects(truth, axis).maximum(anchors(boxes, axis)));
    end.clamp_min_(new Scalar(0));
    return end;
  }

  private static Tensor area(Tensor boxes) {
    Tensor width = boxes.select(2, 2).sub(boxes.select(2, 0)).clamp_min(new Scalar(0));
    Tensor height = boxes.select(2, 3).sub(boxes.select(2, 1)).clamp_min(new Scalar(0));
    return width.mul(height);
  }

  /**
   * Whether an anchor's middle lies inside an object's box, bool.
   *
   * @param truth [N, objects, 4]
   * @param points [anchors, 2]
   */
  static Tensor contains(Tensor truth, Tensor points) {
    Tensor x = points.select(1, 0);
    Tensor y = points.select(1, 1);
    Scalar eps = new Scalar(INSIDE);
    Tensor inside = x.sub(objects(truth, 0)).gt(eps);
    inside.logical_and_(y.sub(objects(truth, 1)).gt(eps));
    inside.logical_and_(objects(truth, 2).sub(x).gt(eps));
    inside.logical_and_(objects(truth, 3).sub(y).gt(eps));
    return inside;
  }

  private static Tensor objects(Tensor truth, int column) {
    return truth.select(2, column).unsqueeze(2);
  }

  private static Tensor anchors(Tensor boxes, int column) {
    return boxes.select(2, column).unsqueeze(1);
  }
}
