package io.github.yolonas.postprocess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The anchor points of the last few sizes of input. Thread-safe; owns its tensors until closed.
 *
 * <p>A reader gets handles of its own, in its own scope. LibTorch counts the handles of a tensor,
 * so that one which is replaced or closed here lives on until its last reader is done with it.
 */
final class AnchorCache implements AutoCloseable {
  /** A service sees one size, a video two; images at their own size may come in any number. */
  static final int CAPACITY = 8;

  /** What anchor points depend on, besides the strides; sizes are height, width, level by level. */
  private record Key(List<Long> sizes, ScalarType dtype, DeviceType device, int deviceIndex) {}

  private final List<Integer> strides;

  /** Where each key's tensors lie, the key that was used longest ago first. */
  private final Map<Key, Integer> slots = new LinkedHashMap<>(2 * CAPACITY, 0.75f, true);

  /** Points and strides of each slot in turn, in one native object. */
  private final TensorVector tensors = new TensorVector(2L * CAPACITY).retainReference();

  private boolean closed;

  AnchorCache(List<Integer> strides) {
    this.strides = strides;
  }

  /**
   * The anchor points of these feature maps, in dtype and on the device of {@code sides}.
   *
   * @return handles in the caller's scope, not to be written to
   */
  synchronized AnchorPoints of(List<Tensor> featureMaps, Tensor sides) {
    if (closed) {
      throw new IllegalStateException("DflDecoder is closed");
    }
    AnchorPoints handles;
    try (PointerScope scope = new PointerScope()) {
      Key key = key(featureMaps, sides);
      Integer slot = slots.get(key);
      if (slot == null) {
        slot = put(key, AnchorPoints.of(featureMaps, strides, sides.options()));
      }
      handles =
          new AnchorPoints(
              new Tensor(tensors.get(2L * slot)).retainReference(),
              new Tensor(tensors.get(2L * slot + 1)).retainReference());
    }
    return Scopes.handOver(handles);
  }

  /** How many sizes are held now. */
  synchronized int size() {
    return slots.size();
  }

  private int put(Key key, AnchorPoints anchors) {
    int slot = slots.size();
    if (slot == CAPACITY) {
      Key oldest = slots.keySet().iterator().next();
      slot = Objects.requireNonNull(slots.remove(oldest));
    }
    tensors.put(2L * slot, anchors.points());
    tensors.put(2L * slot + 1, anchors.strides());
    slots.put(key, slot);
    return slot;
  }

  private static Key key(List<Tensor> featureMaps, Tensor sides) {
    List<Long> sizes = new ArrayList<>();
    for (Tensor map : featureMaps) {
      sizes.add(map.size(2));
      sizes.add(map.size(3));
    }
    Device device = sides.device();
    return new Key(sizes, sides.scalar_type().intern(), device.type().intern(), device.index());
  }

  /** Lets go of the tensors; readers keep what they have. Closing again does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      slots.clear();
      tensors.releaseReference();
    }
  }
}
