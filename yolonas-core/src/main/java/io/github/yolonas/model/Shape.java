package io.github.yolonas.model;

import java.util.List;

/**
 * Sizes of a tensor; of a feature map [N, C, H, W]. Immutable.
 *
 * @param sizes none for what is not computed
 */
public record Shape(List<Long> sizes) {
  static final Shape NONE = new Shape(List.of());

  /** Copies the list. */
  public Shape {
    sizes = List.copyOf(sizes);
  }

  /** Of a feature map. */
  public static Shape of(long batch, long channels, long height, long width) {
    return new Shape(List.of(batch, channels, height, width));
  }

  /** Images or feature maps in the batch. */
  public long batch() {
    return sizes.get(0);
  }

  /** Channels of a feature map. */
  public long channels() {
    return sizes.get(1);
  }

  /** Height times width of a feature map. */
  public long cells() {
    return sizes.get(2) * sizes.get(3);
  }

  /** The number of elements; none has 0. */
  public long elements() {
    return sizes.isEmpty() ? 0 : sizes.stream().reduce(1L, Math::multiplyExact);
  }

  /** All of this network's convolutions are padded to keep the size, divided by the stride. */
  Shape convolved(long channels, int stride) {
    return of(batch(), channels, sizes.get(2) / stride, sizes.get(3) / stride);
  }

  Shape enlarged(int factor) {
    return of(batch(), channels(), factor * sizes.get(2), factor * sizes.get(3));
  }

  /** Feature maps of one size joined along their channels. */
  static Shape joined(List<Shape> parts) {
    long channels = parts.stream().mapToLong(Shape::channels).sum();
    return parts.get(0).convolved(channels, 1);
  }
}
