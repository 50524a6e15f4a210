package io.github.yolonas.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.presets.avutil;
import org.jspecify.annotations.Nullable;

/** One of FFmpeg's encoders, opened. */
final class EncoderContext implements AutoCloseable {
  private final AVCodecContext codec;
  private final AVPacket packet = av_packet_alloc();

  private EncoderContext(AVCodecContext codec) {
    this.codec = codec;
  }

  /** Opens an encoder by its name, with the parameters that {@code configure} sets. */
  static EncoderContext open(String name, Consumer<AVCodecContext> configure)
      throws FfmpegException {
    AVCodec encoder = avcodec_find_encoder_by_name(name);
    if (encoder == null) {
      throw new FfmpegException("this FFmpeg has no encoder " + name);
    }
    AVCodecContext codec = avcodec_alloc_context3(encoder);
    configure.accept(codec);
    int result = avcodec_open2(codec, encoder, (AVDictionary) null);
    if (result < 0) {
      avcodec_free_context(codec);
      throw new FfmpegException(name + ": " + Ffmpeg.message(result));
    }
    return new EncoderContext(codec);
  }

  AVCodecContext codec() {
    return codec;
  }

  /** Sends a frame, or null for the end, and passes on all packets that are ready. */
  void encode(@Nullable AVFrame frame, long ticksPerFrame, PictureEncoder.Sink sink)
      throws FfmpegException {
    Ffmpeg.check(avcodec_send_frame(codec, frame));
    while (true) {
      int result = avcodec_receive_packet(codec, packet);
      if (result == avutil.AVERROR_EAGAIN() || result == AVERROR_EOF) {
        return;
      }
      Ffmpeg.check(result);
      if (packet.duration() == 0) {
        packet.duration(ticksPerFrame); // of the last one, nothing else would tell it
      }
      sink.accept(packet);
    }
  }

  @Override
  public void close() {
    av_packet_free(packet);
    avcodec_free_context(codec);
  }
}
