package io.github.yolonas.video.track;

/**
 * How {@link ByteTrack} matches. Immutable; a changed copy comes from the {@code with…} methods.
 * The defaults are those of the authors' program.
 *
 * @param highThreshold least score of a detection that takes part in the first matching; default
 *     0.5
 * @param lowThreshold least score of one that takes part at all: those between may continue a
 *     track; default 0.1
 * @param newTrackThreshold least score of one that begins a track; default 0.6
 * @param matchThreshold least overlap (IoU times score) in the first matching; default 0.2
 * @param bufferFrames how long a hidden object is remembered, in frames of a video of 30 per
 *     second; default 30, one second
 * @param frameRate updates per second; a {@code VideoPredictor} sets it to what its video has.
 *     Default 30
 * @param classAware whether a track keeps its class (default), or may take any detection
 * @param traceLength most points of {@link Track#trace}; default 30
 */
public record ByteTrackOptions(
    double highThreshold,
    double lowThreshold,
    double newTrackThreshold,
    double matchThreshold,
    int bufferFrames,
    double frameRate,
    boolean classAware,
    int traceLength) {

  private static final double BUFFER_RATE = 30;

  /** Checks the ranges. */
  public ByteTrackOptions {
    fraction("highThreshold", highThreshold);
    fraction("lowThreshold", lowThreshold);
    fraction("newTrackThreshold", newTrackThreshold);
    fraction("matchThreshold", matchThreshold);
    if (lowThreshold > highThreshold) {
      throw new IllegalArgumentException(
          "lowThreshold: expected at most highThreshold (%s), found %s"
              .formatted(highThreshold, lowThreshold));
    }
    if (bufferFrames < 0) {
      throw new IllegalArgumentException("bufferFrames: expected 0 or more, found " + bufferFrames);
    }
    if (!(frameRate > 0) || Double.isInfinite(frameRate)) {
      throw new IllegalArgumentException("frameRate: expected more than 0, found " + frameRate);
    }
    if (traceLength < 1) {
      throw new IllegalArgumentException("traceLength: expected 1 or more, found " + traceLength);
    }
  }

  private static void fraction(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + ": expected 0 to 1, found " + value);
    }
  }

  /** The defaults. */
  public static ByteTrackOptions defaults() {
    return new ByteTrackOptions(0.5, 0.1, 0.6, 0.2, 30, BUFFER_RATE, true, 30);
  }

  /**
   * For detections shown from {@code conf} on: they take part in the first matching, and by 0.1
   * more confidence, as by default, begin tracks.
   */
  public ByteTrackOptions withConfidence(double conf) {
    return new ByteTrackOptions(
        conf,
        Math.min(lowThreshold, conf),
        Math.min(1, conf + 0.1),
        matchThreshold,
        bufferFrames,
        frameRate,
        classAware,
        traceLength);
  }

  /** For so many updates per second. */
  public ByteTrackOptions withFrameRate(double value) {
    return new ByteTrackOptions(
        highThreshold,
        lowThreshold,
        newTrackThreshold,
        matchThreshold,
        bufferFrames,
        value,
        classAware,
        traceLength);
  }

  /** With another time for which a hidden object is remembered. */
  public ByteTrackOptions withBufferFrames(int value) {
    return new ByteTrackOptions(
        highThreshold,
        lowThreshold,
        newTrackThreshold,
        matchThreshold,
        value,
        frameRate,
        classAware,
        traceLength);
  }

  /** With tracks that keep their class, or not. */
  public ByteTrackOptions withClassAware(boolean value) {
    return new ByteTrackOptions(
        highThreshold,
        lowThreshold,
        newTrackThreshold,
        matchThreshold,
        bufferFrames,
        frameRate,
        value,
        traceLength);
  }

  /** Updates without a detection after which a track is given up. */
  int mostHiddenUpdates() {
    return (int) Math.round(bufferFrames * frameRate / BUFFER_RATE);
  }
}
