package io.github.yolonas.model;

import java.util.List;
import java.util.function.Function;
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
public final class Scoped {
  private Scoped() {}

  static Tensor run(Supplier<Tensor> body) {
    return run(body, List::of);
  }

  /** Of a result that holds several tensors, {@code tensors} names them. */
  public static <R> R run(Supplier<R> body, Function<R, List<Tensor>> tensors) {
    R result;
    try (PointerScope scope = new PointerScope()) {
      result = body.get();
      tensors.apply(result).forEach(Tensor::retainReference);
    }
    tensors.apply(result).forEach(Scoped::handOver);
    return result;
  }

  /** Gives a retained tensor to the current scope; without one it stays the caller's to close. */
  public static Tensor handOver(Tensor retained) {
    PointerScope outer = PointerScope.getInnerScope();
    if (outer != null) {
      outer.attach(retained);
      retained.releaseReference();
    }
    return retained;
  }
}
