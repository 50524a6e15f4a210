package io.github.yolonas.train.loss;

import org.bytedeco.pytorch.Tensor;

/**
 * The anchors, and what the network predicts at each, as an {@link Assigner} sees them.
 *
 * @param scores [N, anchors, classes] in [0, 1]
 * @param boxes [N, anchors, 4]: x1, y1, x2, y2 in pixels
 * @param grid where the anchors lie
 */
public record Candidates(Tensor scores, Tensor boxes, AnchorGrid grid) {

  /** One image alone, as a batch of one; views, not copies. */
  Candidates image(int index) {
    return new Candidates(scores.narrow(0, index, 1), boxes.narrow(0, index, 1), grid);
  }
}
