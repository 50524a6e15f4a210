package io.github.yolonas.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * The sound of another file, packet by packet as it is, without loss. Its times are made to count
 * from that file's first picture, as those of the pictures do.
 */
final class AudioCopy implements AutoCloseable {
  private final InputFile file;
  private final int index;
  private final TimeBase base;
  private final long start;
  private final AVPacket packet = av_packet_alloc();
  private boolean pending;
  private boolean ended;

  private AudioCopy(InputFile file, int index) {
    this.file = file;
    this.index = index;
    base = TimeBase.of(stream().time_base());
    OptionalInt video = file.bestStream(AVMEDIA_TYPE_VIDEO);
    start = video.isPresent() ? startOf(video.getAsInt()) : startOf(index);
  }

  /** Opens the best sound of a file, if it has any. */
  static Optional<AudioCopy> open(String url, Duration patience) throws FfmpegException {
    InputFile file = InputFile.open(url, patience);
    OptionalInt index = file.bestStream(AVMEDIA_TYPE_AUDIO);
    if (index.isEmpty()) {
      file.close();
      return Optional.empty();
    }
    return Optional.of(new AudioCopy(file, index.getAsInt()));
  }

  /** When a stream of the file begins, in ticks of the sound. */
  private long startOf(int other) {
    long first = file.stream(other).start_time();
    return first == AV_NOPTS_VALUE
        ? 0
        : base.fromNanos(TimeBase.of(file.stream(other).time_base()).toNanos(first));
  }

  AVStream stream() {
    return file.stream(index);
  }

  /**
   * Copies all that begins before a time. Damage ends the sound: the pictures' reader reports it.
   */
  void copyUntil(long nanos, PictureEncoder.Sink sink) throws FfmpegException {
    while (fetch() && base.toNanos(packet.pts()) < nanos) {
      pending = false;
      if (packet.pts() >= 0) {
        sink.accept(packet);
      }
      av_packet_unref(packet);
    }
  }

  /** Whether a packet of the sound is there. */
  private boolean fetch() {
    while (!pending && !ended) {
      if (file.read(packet) < 0) {
        ended = true;
      } else if (packet.stream_index() == index && packet.pts() != AV_NOPTS_VALUE) {
        packet.pts(packet.pts() - start);
        packet.dts(packet.dts() == AV_NOPTS_VALUE ? packet.pts() : packet.dts() - start);
        pending = true;
      } else {
        av_packet_unref(packet);
      }
    }
    return pending;
  }

  @Override
  public void close() {
    av_packet_free(packet);
    file.close();
  }
}
