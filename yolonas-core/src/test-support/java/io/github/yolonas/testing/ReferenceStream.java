package io.github.yolonas.testing;

import java.nio.charset.StandardCharsets;

/**
 * The deterministic stream behind the reference fixtures: every weight, input and box is a pure
 * function of a key and a flat index, so no large file is needed to reproduce one.
 *
 * <p>The key is hashed by FNV-1a (64 bit); the index is added and mixed by splitmix64's finalizer.
 */
public final class ReferenceStream {
  private final long hash;

  public ReferenceStream(String key) {
    long h = 0xCBF29CE484222325L;
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      h = (h ^ (b & 0xFF)) * 0x100000001B3L;
    }
    hash = h;
  }

  /** Uniform in [0, 1), a multiple of 2⁻²⁴: exact as a float. */
  public double unit(long index) {
    return (mix(index) >>> 40) * 0x1.0p-24;
  }

  /** Uniform in [0, 1) with all 53 bits of a double. */
  public double unit53(long index) {
    return (mix(index) >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [-1, 1). */
  public double symmetric(long index) {
    return 2.0 * unit(index) - 1.0;
  }

  private long mix(long index) {
    long z = hash + index + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
