package io.github.yolonas.video;

import java.io.Serial;
import java.time.Duration;

/**
 * A video could not be read, or not to its end. The message names the source, how far it could be
 * read, and what is wrong.
 */
public final class VideoReadException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String source;
  private final long framesRead;
  private final Duration position;

  VideoReadException(String source, String reason) {
    super(source + ": cannot be read: " + reason);
    this.source = source;
    framesRead = 0;
    position = Duration.ZERO;
  }

  VideoReadException(
      String source, String reason, long intactFrames, Duration position, long framesRead) {
    super(
        "%s: damaged after frame %d at %.2f s: %s; %d frames could be read"
            .formatted(source, intactFrames, position.toNanos() / 1e9, reason, framesRead));
    this.source = source;
    this.framesRead = framesRead;
    this.position = position;
  }

  /** What the video is called. */
  public String source() {
    return source;
  }

  /** How many frames could be read, before the damage and after it. */
  public long framesRead() {
    return framesRead;
  }

  /** The time of the last frame before the damage. */
  public Duration position() {
    return position;
  }
}
