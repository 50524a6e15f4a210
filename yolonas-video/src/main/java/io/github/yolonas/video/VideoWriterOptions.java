package io.github.yolonas.video;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a video is written. Immutable; a changed copy comes from the {@code with…} methods.
 *
 * @param bitRate bits per second of an MP4's pictures; default 0.2 for each pixel
 * @param audioFrom the video whose sound is copied, unchanged, if it has any; default none
 */
public record VideoWriterOptions(OptionalLong bitRate, Optional<VideoSource> audioFrom) {
  /** Checks the range. */
  public VideoWriterOptions {
    if (bitRate.isPresent() && bitRate.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "bitRate: expected at least 1, found " + bitRate.getAsLong());
    }
  }

  /** The usual bit rate, and no sound. */
  public static VideoWriterOptions defaults() {
    return new VideoWriterOptions(OptionalLong.empty(), Optional.empty());
  }

  /** With so many bits per second. */
  public VideoWriterOptions withBitRate(long value) {
    return new VideoWriterOptions(OptionalLong.of(value), audioFrom);
  }

  /** With the sound of another video: usually that of the one whose frames are written. */
  public VideoWriterOptions withAudioFrom(VideoSource value) {
    return new VideoWriterOptions(bitRate, Optional.of(value));
  }
}
