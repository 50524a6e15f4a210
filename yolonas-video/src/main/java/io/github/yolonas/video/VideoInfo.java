package io.github.yolonas.video;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a video says of itself before its frames are read. It may be wrong: only reading tells.
 *
 * @param width of the frames as displayed, in pixels: after {@code rotation}, and with square
 *     pixels
 * @param height as displayed, in pixels
 * @param frameRate the average or nominal one; frames need not come evenly
 * @param frameCount how many frames the file says it has
 * @param duration the length that the file states; a stream or a camera has none
 * @param rotation by how many degrees stored frames are turned clockwise for display: 0, 90, 180 or
 *     270; frames come turned already
 * @param codec FFmpeg's name of the compression, such as {@code h264}
 * @param hasAudio whether there is sound
 * @param isLive whether frames come when they happen, and are lost if nobody takes them: a camera
 */
public record VideoInfo(
    int width,
    int height,
    FrameRate frameRate,
    OptionalLong frameCount,
    Optional<Duration> duration,
    int rotation,
    String codec,
    boolean hasAudio,
    boolean isLive) {

  /** The number of frames, stated or computed from the duration. */
  public OptionalLong estimatedFrameCount() {
    if (frameCount.isPresent() || duration.isEmpty()) {
      return frameCount;
    }
    return OptionalLong.of(
        Math.max(1, Math.round(duration.get().toNanos() / 1e9 * frameRate.toDouble())));
  }

  /** One line, such as {@code 1920×1080, 29.97 fps, 12.5 s, h264, with sound}. */
  @Override
  public String toString() {
    return width
        + "×"
        + height
        + ", "
        + frameRate
        + duration.map(d -> String.format(Locale.ROOT, ", %.1f s", d.toNanos() / 1e9)).orElse("")
        + ", "
        + codec
        + (hasAudio ? ", with sound" : "");
  }
}
