package io.github.yolonas.model;

import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** Where weights come from: a checkpoint, a generator, another network. */
public interface TensorSource {

  /** What to call it in errors, such as the checkpoint's file name. */
  String name();

  /** Every key, in the source's order. */
  Set<String> keys();

  /** The shape stored under a key; the key must exist. Reads no data. */
  long[] shape(String key);

  /**
   * Reads a tensor, contiguous, on the CPU, in the dtype it is stored in.
   *
   * @return a new tensor in the caller's scope
   */
  Tensor read(String key);
}
