package io.github.yolonas.runtime;

import io.github.yolonas.postprocess.DecodedBoxes;
import org.bytedeco.pytorch.Tensor;

/** A network with its decoding: from an input batch to boxes and scores, on one device. */
public interface Detector extends AutoCloseable {

  /**
   * One pass.
   *
   * @param input [N, C, H, W] in this detector's dtype, on its device
   * @return boxes in network pixels, in the caller's scope
   */
  DecodedBoxes detect(Tensor input);

  /** Frees the weights. */
  @Override
  void close();
}
