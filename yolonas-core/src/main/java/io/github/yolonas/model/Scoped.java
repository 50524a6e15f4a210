package io.github.yolonas.model;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Frees a layer's intermediates when the layer is done, and hands its result to the caller's scope.
 *
 * <p>JavaCPP attaches every native object to the innermost scope of its thread. One scope around a
 * whole pass would keep every activation alive until its end; a scope for each composite keeps only
 * what the rest of the pass needs. The result is retained across the end of the inner scope and
 * then attached to the outer one, which frees it.
 */
final class Scoped {
  private Scoped() {}

  static Tensor run(Supplier<Tensor> body) {
    Tensor result;
    try (PointerScope scope = new PointerScope()) {
      result = body.get();
      result.retainReference();
    }
    return handOver(result);
  }

  /** Gives a retained tensor to the current scope; without one it stays the caller's to close. */
  static Tensor handOver(Tensor retained) {
    PointerScope outer = PointerScope.getInnerScope();
    if (outer != null) {
      outer.attach(retained);
      retained.releaseReference();
    }
    return retained;
  }
}
