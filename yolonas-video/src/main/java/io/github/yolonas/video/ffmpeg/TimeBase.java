package io.github.yolonas.video.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * What timestamps count: {@code num / den} seconds.
 *
 * @param num 1 or more
 * @param den 1 or more
 */
record TimeBase(int num, int den) {
  private static final long SECOND = 1_000_000_000;

  static TimeBase of(AVRational seconds) {
    return new TimeBase(seconds.num(), seconds.den());
  }

  /** To the nearest nanosecond, without the overflow of a plain product. */
  long toNanos(long ticks) {
    long units = Math.multiplyExact(ticks, num);
    long rest = Math.floorMod(units, den);
    return Math.floorDiv(units, (long) den) * SECOND + Math.round(rest * (double) SECOND / den);
  }

  /** To the nearest tick; the inverse of {@link #toNanos} where ticks are a few nanoseconds. */
  long fromNanos(long nanos) {
    long seconds = Math.floorDiv(nanos, SECOND);
    double rest = Math.floorMod(nanos, SECOND) * (double) den / SECOND;
    return Math.round((seconds * den + rest) / num);
  }
}
