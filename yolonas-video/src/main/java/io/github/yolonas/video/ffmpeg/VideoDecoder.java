package io.github.yolonas.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.presets.avutil;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a file's video, in the order in which they are shown. It decodes all that can be
 * decoded, past damage, whose first trace {@link #damage} tells. For one thread at a time.
 */
public final class VideoDecoder implements AutoCloseable {
  /** Containers round the length that they state, and last frames have none of their own. */
  private static final int MISSING_FRAMES_ALLOWED = 3;

  /** Errors in a row after which a decoder is given up: more than one holds frames back. */
  private static final int MOST_BROKEN = 1_000;

  private static final double MISSING_SHARE_ALLOWED = 0.01;

  private static final long JUST_AFTER_NANOS = 1_000;
  private static final long CLOCK_SET_BACK_NANOS = 1_000_000_000;

  private final InputFile file;
  private final VideoStream stream;
  private final RgbConverter converter;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private long frames;
  private long nanos;
  private long offset;
  private boolean flushing;
  private @Nullable Damage damage;

  private VideoDecoder(InputFile file, VideoStream stream, RgbConverter converter) {
    this.file = file;
    this.stream = stream;
    this.converter = converter;
  }

  /**
   * Opens a file or an address and the decoder of its best video stream.
   *
   * @throws FfmpegException if it cannot be opened, or holds no video
   */
  public static VideoDecoder open(String url, Duration patience) throws FfmpegException {
    try (PointerScope scope = new PointerScope()) {
      InputFile file = InputFile.open(url, patience);
      VideoStream stream = null;
      try {
        stream = VideoStream.open(file);
        return new VideoDecoder(
            file, stream, new RgbConverter(stream.squareWidth(), stream.storedHeight()));
      } catch (FfmpegException | RuntimeException | Error e) {
        if (stream != null) {
          stream.close();
        }
        file.close();
        throw e;
      }
    }
  }

  /** What is known of the video before its frames. */
  public VideoProperties properties() {
    return stream.properties();
  }

  /**
   * Decodes the next frame.
   *
   * @return false at the end
   */
  public boolean advance() {
    try (PointerScope scope = new PointerScope()) {
      int broken = 0;
      while (true) {
        int result = avcodec_receive_frame(stream.codec(), frame);
        if (result == 0) {
          arrived();
          return true;
        }
        boolean hungry = result == avutil.AVERROR_EAGAIN();
        if (result == AVERROR_EOF || (flushing && hungry)) {
          return false;
        }
        if (!hungry) {
          damaged(Ffmpeg.message(result));
          if (++broken > MOST_BROKEN) {
            return false;
          }
        }
        if (!flushing) {
          feed();
        }
      }
    }
  }

  private void arrived() {
    long raw = stream.nanos(frame.best_effort_timestamp(), nanos + stream.frameNanos() - offset);
    nanos = frames == 0 ? raw : after(nanos, raw);
    frames++;
    if (frame.decode_error_flags() != 0) {
      damaged("parts of the picture are broken");
    }
  }

  /**
   * Times only go on, whatever the file says: a frame with the last one's time comes just after it,
   * and a clock that was set back is set right from there on.
   */
  private long after(long previous, long raw) {
    if (raw + offset > previous) {
      return raw + offset;
    }
    if (previous - (raw + offset) < CLOCK_SET_BACK_NANOS) {
      return previous + JUST_AFTER_NANOS;
    }
    offset = previous + stream.frameNanos() - raw;
    return raw + offset;
  }

  private void feed() {
    int result = file.read(packet);
    if (result < 0) {
      flushing = true;
      if (result != AVERROR_EOF) {
        damaged(file.reason(result));
      } else if (isTruncated()) {
        damaged("the file ends %.2f s early".formatted(file.missing() / 1e9));
      }
      avcodec_send_packet(stream.codec(), null);
      return;
    }
    if (packet.stream_index() == stream.index()) {
      if (InputFile.isCorrupt(packet)) {
        damaged("the file breaks off within a frame");
      }
      int sent = avcodec_send_packet(stream.codec(), packet);
      if (sent < 0 && sent != avutil.AVERROR_EAGAIN()) {
        damaged(Ffmpeg.message(sent));
      }
    }
    av_packet_unref(packet);
  }

  private boolean isTruncated() {
    long stated = file.statedDuration().orElse(0);
    double allowed =
        Math.max(
            MISSING_FRAMES_ALLOWED * (double) stream.frameNanos(), MISSING_SHARE_ALLOWED * stated);
    return file.missing() > allowed;
  }

  private void damaged(String reason) {
    if (damage == null) {
      damage = new Damage(reason, frames, nanos);
    }
  }

  /** How many frames were decoded. */
  public long frames() {
    return frames;
  }

  /** The present frame's time since the first, in nanoseconds. */
  public long nanos() {
    return nanos;
  }

  /** The present frame as displayed: a copy, three bytes a pixel, row by row. */
  public byte[] rgb() throws FfmpegException {
    try (PointerScope scope = new PointerScope()) {
      byte[] stored = converter.convert(frame);
      return stream.display().apply(stored, stream.squareWidth(), stream.storedHeight());
    }
  }

  /** The first damage met so far. */
  public Optional<Damage> damage() {
    return Optional.ofNullable(damage);
  }

  /** Ends a read that waits, and lets no other begin. From any thread. */
  public void cancel() {
    file.cancel();
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    converter.close();
    stream.close();
    file.close();
  }
}
