package io.github.yolonas.model;

/** A part of the network that turns one feature map into another. Safe to share by threads. */
public interface Layer {

  /**
   * Runs the layer on a [N, C, H, W] feature map, which stays the caller's and is not changed.
   *
   * @return the result, which the caller releases when it is used up
   */
  <V> V forward(V input, Execution<V> on);

  /** The same topology with every leaf replaced. */
  Layer transform(LeafTransform transform);
}
