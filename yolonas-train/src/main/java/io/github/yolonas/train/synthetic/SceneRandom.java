package io.github.yolonas.train.synthetic;

/**
 * Random numbers that are the same on every machine and in every Java version, which the JDK
 * promises for no generator that can be split. SplitMix64, from Steele, Lea and Flood, "Fast
 * splittable pseudorandom number generators" (2014). Not for use by several threads at once.
 */
final class SceneRandom {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double DOUBLE_UNIT = 0x1.0p-53;

  private long state;

  SceneRandom(long seed) {
    state = seed;
  }

  /** The numbers of one image; those of neighbouring images and seeds have nothing in common. */
  static SceneRandom of(long seed, int index) {
    return new SceneRandom(mix(mix(seed + GOLDEN_GAMMA) ^ mix(GOLDEN_GAMMA * ~index)));
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Numbers of their own, so that using more or fewer of them changes nothing elsewhere. */
  SceneRandom fork() {
    return new SceneRandom(mix(nextLong() ^ GOLDEN_GAMMA));
  }

  long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** From 0, below 1. */
  double unit() {
    return (nextLong() >>> 11) * DOUBLE_UNIT;
  }

  double between(double least, double most) {
    return least + (most - least) * unit();
  }

  /** From 0, below {@code bound}. */
  int below(int bound) {
    return (int) (unit() * bound);
  }

  int in(IntRange range) {
    return (int) (range.min() + Math.floor(unit() * (1.0 + range.max() - range.min())));
  }

  int in(int least, int most) {
    return least + below(most - least + 1);
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /** Any direction, in radians. */
  double angle() {
    return between(0, 2 * Math.PI);
  }
}
