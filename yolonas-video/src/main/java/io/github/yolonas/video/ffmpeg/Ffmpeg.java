package io.github.yolonas.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_INFO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_get_level;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import io.github.yolonas.YoloNas;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;

/**
 * The native library as a whole. It reports by return values, negative for errors, and tells the
 * rest to standard error; errors become exceptions here, and the chatter is switched off unless the
 * application has chosen a log level of its own.
 */
public final class Ffmpeg {
  static {
    initialize();
  }

  private Ffmpeg() {}

  /** Loads the natives, once. The model's class goes first: it prepares JavaCPP's memory limits. */
  private static void initialize() {
    try {
      MethodHandles.lookup().ensureInitialized(YoloNas.class);
    } catch (IllegalAccessException e) {
      throw new LinkageError("YoloNas is public", e);
    }
    Interrupt.prepare();
    if (av_log_get_level() == AV_LOG_INFO) {
      av_log_set_level(AV_LOG_QUIET);
    }
  }

  /** Has the natives loaded; costs nothing later. */
  public static void load() {
    // The static initialiser does it.
  }

  /** Passes a result on, or throws what it means. */
  static int check(int result) throws FfmpegException {
    if (result < 0) {
      throw new FfmpegException(message(result));
    }
    return result;
  }

  /** FFmpeg's words for an error code. */
  static String message(int code) {
    byte[] text = new byte[128];
    av_strerror(code, text, text.length);
    int length = 0;
    while (length < text.length && text[length] != 0) {
      length++;
    }
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }
}
