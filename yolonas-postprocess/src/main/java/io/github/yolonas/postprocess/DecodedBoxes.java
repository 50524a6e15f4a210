package io.github.yolonas.postprocess;

import org.bytedeco.pytorch.Tensor;

/**
 * A network's outputs in the pixels of its input, on its device, before any choice among them. Both
 * tensors belong to the scope in which they were made.
 *
 * @param boxes [N, anchors, 4], floating point: x1, y1, x2, y2, not clipped to the image
 * @param scores [N, anchors, classes], floating point, 0 to 1
 */
public record DecodedBoxes(Tensor boxes, Tensor scores) {

  /** Checks that the shapes fit each other. */
  public DecodedBoxes {
    boolean fits =
        boxes.dim() == 3
            && scores.dim() == 3
            && boxes.size(2) == 4
            && boxes.size(0) == scores.size(0)
            && boxes.size(1) == scores.size(1);
    if (!fits) {
      throw new IllegalArgumentException(
          "expected boxes [N, anchors, 4] and scores [N, anchors, classes], found %s and %s"
              .formatted(Shapes.text(boxes), Shapes.text(scores)));
    }
  }
}
