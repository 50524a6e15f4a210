package io.github.yolonas.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.presets.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * An opened container: its streams, and their packets in the order in which they lie. For one
 * thread at a time, but for {@link #cancel}.
 */
public final class InputFile implements AutoCloseable {
  private static final TimeBase CONTAINER = new TimeBase(1, AV_TIME_BASE);
  private static final long RETRY_MILLIS = 5;

  static {
    Ffmpeg.load();
  }

  private final AVFormatContext context;
  private final Interrupt interrupt;
  private final Duration patience;
  private long lastEnd = Long.MIN_VALUE;

  private InputFile(AVFormatContext context, Interrupt interrupt, Duration patience) {
    this.context = context;
    this.interrupt = interrupt;
    this.patience = patience;
  }

  /**
   * Opens a file or an address.
   *
   * @param url in FFmpeg's syntax
   * @param patience how long a source may send nothing
   */
  public static InputFile open(String url, Duration patience) throws FfmpegException {
    InputFile file = new InputFile(avformat_alloc_context(), new Interrupt(patience), patience);
    try (BytePointer name = new BytePointer(url, StandardCharsets.UTF_8)) {
      file.interrupt.attach(file.context);
      file.interrupt.restart();
      file.check(avformat_open_input(file.context, name, null, (AVDictionary) null));
      file.interrupt.restart();
      file.check(avformat_find_stream_info(file.context, (AVDictionary) null));
      return file;
    } catch (FfmpegException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  private void check(int result) throws FfmpegException {
    if (result < 0) {
      throw new FfmpegException(reason(result));
    }
  }

  /** Why a read failed, in words. */
  String reason(int code) {
    if (code == AVERROR_EXIT && !interrupt.isCancelled()) {
      return "nothing came for %s s".formatted(patience.toSeconds());
    }
    return Ffmpeg.message(code);
  }

  /** The best stream of a kind, as FFmpeg's players would choose it. */
  OptionalInt bestStream(int mediaType) {
    int index = av_find_best_stream(context, mediaType, -1, -1, (PointerPointer<?>) null, 0);
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }

  AVStream stream(int index) {
    return context.streams(index);
  }

  AVFormatContext context() {
    return context;
  }

  /**
   * Reads the next packet of any stream.
   *
   * @return 0, or an error, {@code AVERROR_EOF} at the end
   */
  int read(AVPacket packet) {
    interrupt.restart();
    int result = av_read_frame(context, packet);
    while (result == avutil.AVERROR_EAGAIN()) {
      if (!pause()) {
        return AVERROR_EXIT;
      }
      result = av_read_frame(context, packet);
    }
    if (result == 0) {
      note(packet);
    }
    // Some readers say "end of file" where the interrupt ended it.
    return result == AVERROR_EOF && interrupt.isCancelled() ? AVERROR_EXIT : result;
  }

  private static boolean pause() {
    try {
      Thread.sleep(RETRY_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void note(AVPacket packet) {
    if (packet.pts() != AV_NOPTS_VALUE) {
      TimeBase base = TimeBase.of(stream(packet.stream_index()).time_base());
      lastEnd = Math.max(lastEnd, base.toNanos(packet.pts() + Math.max(0, packet.duration())));
    }
  }

  /** Whether the container broke off within this packet. */
  static boolean isCorrupt(AVPacket packet) {
    return (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0;
  }

  /** The length in nanoseconds as the container states it, rather than guessed from its size. */
  OptionalLong statedDuration() {
    long duration = context.duration();
    boolean stated =
        duration != AV_NOPTS_VALUE
            && duration > 0
            && context.duration_estimation_method() != AVFMT_DURATION_FROM_BITRATE;
    return stated ? OptionalLong.of(CONTAINER.toNanos(duration)) : OptionalLong.empty();
  }

  /** By how many nanoseconds the packets read so far fall short of the stated length; 0 if none. */
  long missing() {
    if (statedDuration().isEmpty() || lastEnd == Long.MIN_VALUE) {
      return 0;
    }
    long start = context.start_time() == AV_NOPTS_VALUE ? 0 : context.start_time();
    return Math.max(0, CONTAINER.toNanos(start + context.duration()) - lastEnd);
  }

  /** Ends a read that waits, and lets no other begin. From any thread. */
  public void cancel() {
    interrupt.cancel();
  }

  @Override
  public void close() {
    avformat_close_input(context); // a context that could not be opened is gone, and null
    interrupt.close();
  }
}
