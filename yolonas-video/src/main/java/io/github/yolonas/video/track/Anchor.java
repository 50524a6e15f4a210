package io.github.yolonas.video.track;

import io.github.yolonas.postprocess.BoundingBox;

/** Which point of a box stands for the object where one point is needed. */
public enum Anchor {
  /** The middle of the box. */
  CENTER {
    @Override
    Point of(BoundingBox box) {
      return new Point(box.centerX(), box.centerY());
    }
  },

  /** The middle of the lower edge: where people and vehicles touch the ground. */
  BOTTOM {
    @Override
    Point of(BoundingBox box) {
      return new Point(box.centerX(), box.y2());
    }
  };

  abstract Point of(BoundingBox box);
}
