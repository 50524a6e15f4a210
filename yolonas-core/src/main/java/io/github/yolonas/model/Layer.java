package io.github.yolonas.model;

import org.bytedeco.pytorch.Tensor;

/** A part of the network that turns one feature map into another. Safe to share by threads. */
public interface Layer {

  /**
   * Runs the layer on a [N, C, H, W] feature map, which stays the caller's and is not changed.
   *
   * @return the result, in the caller's scope; freed early by {@code close()} if it likes
   */
  Tensor forward(Tensor input);

  /** The same topology with every leaf replaced. */
  Layer transform(LeafTransform transform);
}
