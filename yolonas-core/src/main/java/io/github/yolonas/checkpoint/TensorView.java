package io.github.yolonas.checkpoint;

import java.util.Arrays;

/**
 * Which elements of a storage a tensor consists of: element (i, j, …) lies at {@code offset + i *
 * strides[0] + j * strides[1] + …}. Checked: nothing is negative, nothing overflows.
 */
final class TensorView {
  /** PyTorch's own limit. */
  private static final int MOST_DIMENSIONS = 64;

  final long offset;
  final long[] shape;
  final long[] strides;
  final long elementCount;

  /** How many elements the storage must at least have. */
  final long requiredElements;

  /**
   * Checks a claimed view.
   *
   * @throws IllegalArgumentException with the reason, if no storage could hold it
   */
  TensorView(long offset, long[] shape, long[] strides) {
    if (shape.length > MOST_DIMENSIONS) {
      throw new IllegalArgumentException(shape.length + " dimensions, more than 64");
    }
    if (shape.length != strides.length) {
      throw new IllegalArgumentException(
          "%d dimensions, but %d strides".formatted(shape.length, strides.length));
    }
    this.offset = offset;
    this.shape = shape.clone();
    this.strides = strides.clone();
    try {
      elementCount = elementCount(shape);
      requiredElements = elementCount == 0 ? 0 : Math.addExact(lastElement(), 1);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(describe() + ", more elements than a file can hold", e);
    }
    boolean negative = offset < 0 || Arrays.stream(strides).anyMatch(stride -> stride < 0);
    if (negative) {
      throw new IllegalArgumentException(describe() + ", with a negative offset or stride");
    }
  }

  /** A row-major view of a storage from its start. */
  static TensorView contiguous(long[] shape) {
    return new TensorView(0, shape, rowMajorStrides(shape));
  }

  static long[] rowMajorStrides(long[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= Math.max(shape[i], 1);
    }
    return strides;
  }

  /** The product of the sizes; 0 if one is 0, however large the others. */
  static long elementCount(long[] shape) {
    if (Arrays.stream(shape).anyMatch(size -> size < 0)) {
      throw new IllegalArgumentException("a negative size in shape " + Arrays.toString(shape));
    }
    if (Arrays.stream(shape).anyMatch(size -> size == 0)) {
      return 0;
    }
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** Whether the elements lie one behind the other in row-major order. */
  boolean isContiguous() {
    long expected = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (shape[i] != 1) {
        if (strides[i] != expected) {
          return false;
        }
        expected *= shape[i];
      }
    }
    return true;
  }

  private long lastElement() {
    long last = offset;
    for (int i = 0; i < shape.length; i++) {
      last = Math.addExact(last, Math.multiplyExact(shape[i] - 1, strides[i]));
    }
    return last;
  }

  private String describe() {
    return "offset %d, shape %s, strides %s"
        .formatted(offset, Arrays.toString(shape), Arrays.toString(strides));
  }
}
