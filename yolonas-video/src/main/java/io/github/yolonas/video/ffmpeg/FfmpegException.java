package io.github.yolonas.video.ffmpeg;

import java.io.IOException;
import java.io.Serial;

/** FFmpeg refused something. The message is FFmpeg's own; whoever knows the file names it. */
public final class FfmpegException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  /** An error with these words. */
  public FfmpegException(String message) {
    super(message);
  }
}
