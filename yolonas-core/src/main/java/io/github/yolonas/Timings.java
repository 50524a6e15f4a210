package io.github.yolonas;

import java.time.Duration;
import java.util.Locale;

/**
 * How long the stages of one prediction took. For an image that shared a batch, {@code forward} and
 * {@code postprocess} are its equal share of the batch's time. A graphics card works through a
 * queue, which is waited for once; there {@code forward} ends when the candidates have arrived.
 * Immutable.
 *
 * @param decode reading and decoding the source, EXIF orientation included
 * @param preprocess letterbox and upload
 * @param forward the network; not the time spent waiting for other callers' passes
 * @param postprocess decoding of boxes, candidate choice, non-maximum suppression
 */
public record Timings(
    Duration decode, Duration preprocess, Duration forward, Duration postprocess) {

  /** These and those, stage by stage. */
  public Timings plus(Timings other) {
    return new Timings(
        decode.plus(other.decode),
        preprocess.plus(other.preprocess),
        forward.plus(other.forward),
        postprocess.plus(other.postprocess));
  }

  /** The sum of all stages. */
  public Duration total() {
    return decode.plus(preprocess).plus(forward).plus(postprocess);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "decode %.1f ms, preprocess %.1f ms, forward %.1f ms, postprocess %.1f ms",
        millis(decode),
        millis(preprocess),
        millis(forward),
        millis(postprocess));
  }

  static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
