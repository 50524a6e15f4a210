package io.github.yolonas.postprocess;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Hands results that were retained in an inner scope to the scope around it, which frees them.
 * Without one they are the caller's to close.
 */
final class Scopes {
  private Scopes() {}

  static Tensor handOver(Tensor retained) {
    PointerScope outer = PointerScope.getInnerScope();
    if (outer != null) {
      outer.attach(retained);
      retained.releaseReference();
    }
    return retained;
  }

  static AnchorPoints handOver(AnchorPoints retained) {
    handOver(retained.points());
    handOver(retained.strides());
    return retained;
  }

  static DecodedBoxes handOver(DecodedBoxes retained) {
    handOver(retained.boxes());
    handOver(retained.scores());
    return retained;
  }
}
