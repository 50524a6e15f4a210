package io.github.yolonas.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/** Owns a network's weights for its life: retains each one once, and lets go of all on close. */
final class TensorOwner implements AutoCloseable {
  private final List<Pointer> owned = new ArrayList<>();
  private long byteCount;

  /** Makes a leaf in a scope of its own, of which only the leaf's weights survive. */
  <L extends Leaf> L place(Supplier<L> maker) {
    try (PointerScope scope = new PointerScope()) {
      L leaf = maker.get();
      for (Pointer pointer : leaf.owned()) {
        pointer.retainReference();
        owned.add(pointer);
      }
      byteCount += leaf.byteCount();
      return leaf;
    }
  }

  /** The given transform, whose results this owner keeps. */
  LeafTransform owning(LeafTransform transform) {
    return new LeafTransform() {
      @Override
      public ConvolutionLeaf convolution(ConvolutionLeaf leaf) {
        return place(() -> transform.convolution(leaf));
      }

      @Override
      public Shortcut shortcut(Shortcut leaf) {
        return place(() -> transform.shortcut(leaf));
      }
    };
  }

  long byteCount() {
    return byteCount;
  }

  @Override
  public void close() {
    owned.forEach(Pointer::releaseReference);
    owned.clear();
  }
}
