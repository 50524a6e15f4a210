package io.github.yolonas.train.augment;

/**
 * Derives seeds from numbers that differ by little, such as the indices of images, so that the
 * random numbers of neighbours have nothing in common.
 *
 * <p>Each number goes through the finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable
 * Pseudorandom Number Generators, 2014; constants of Stafford's variant 13), a bijection of 64 bits
 * in which each bit of the input turns about half of the output's.
 */
public final class SeedMixer {
  /** The fractional part of the golden ratio, odd: keeps a row of zeros from staying zero. */
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private SeedMixer() {}

  /**
   * A seed that depends on all numbers and their order.
   *
   * @param seed the user's
   * @param parts what is to have random numbers of its own, such as epoch and index
   */
  public static long mix(long seed, long... parts) {
    long mixed = finalise(seed + GOLDEN_GAMMA);
    for (long part : parts) {
      mixed = finalise(finalise(mixed) + part + GOLDEN_GAMMA);
    }
    return mixed;
  }

  private static long finalise(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
