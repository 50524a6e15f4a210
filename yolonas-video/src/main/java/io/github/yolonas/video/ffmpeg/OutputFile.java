package io.github.yolonas.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_query_codec;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** A container that is being written. */
final class OutputFile implements AutoCloseable {
  private final AVFormatContext context = new AVFormatContext((Pointer) null);
  private final String format;

  /**
   * Creates the file.
   *
   * @param format FFmpeg's short name
   */
  OutputFile(Path file, String format) throws FfmpegException {
    this.format = format;
    try (BytePointer url =
            new BytePointer("file:" + file.toAbsolutePath(), StandardCharsets.UTF_8);
        BytePointer kind = new BytePointer(format, StandardCharsets.US_ASCII)) {
      Ffmpeg.check(avformat_alloc_output_context2(context, null, kind, url));
      AVIOContext io = new AVIOContext((Pointer) null);
      int opened = avio_open(io, url, AVIO_FLAG_WRITE);
      if (opened < 0) {
        avformat_free_context(context);
        throw new FfmpegException(Ffmpeg.message(opened));
      }
      context.pb(io);
    }
  }

  /** Adds what an encoder gives; returns the stream's index. */
  int add(AVCodecContext codec) throws FfmpegException {
    AVStream stream = avformat_new_stream(context, null);
    Ffmpeg.check(avcodec_parameters_from_context(stream.codecpar(), codec));
    stream.time_base(codec.time_base());
    stream.avg_frame_rate(codec.framerate());
    return stream.index();
  }

  /** Adds packets copied from elsewhere; returns the stream's index. */
  int addCopy(AVCodecParameters parameters, AVRational timeBase) throws FfmpegException {
    if (avformat_query_codec(context.oformat(), parameters.codec_id(), 0) != 1) {
      throw new FfmpegException(
          "sound in %s cannot be copied into %s"
              .formatted(
                  avcodec_get_name(parameters.codec_id()).getString(StandardCharsets.US_ASCII),
                  format));
    }
    AVStream stream = avformat_new_stream(context, null);
    Ffmpeg.check(avcodec_parameters_copy(stream.codecpar(), parameters));
    stream.codecpar().codec_tag(0); // the container chooses its own
    stream.time_base(timeBase);
    return stream.index();
  }

  /** Begins; the streams' time bases are the container's choice from now on. */
  void begin() throws FfmpegException {
    AVDictionary options = new AVDictionary((Pointer) null);
    try {
      if (format.equals("mp4")) {
        // The index goes to the front, so that a browser can play while it loads.
        av_dict_set(options, "movflags", "+faststart", 0);
      }
      Ffmpeg.check(avformat_write_header(context, options));
    } finally {
      av_dict_free(options);
    }
  }

  /** Writes a packet, whose content is used up. */
  void write(AVPacket packet, int stream, AVRational timeBase) throws FfmpegException {
    packet.stream_index(stream);
    av_packet_rescale_ts(packet, timeBase, context.streams(stream).time_base());
    Ffmpeg.check(av_interleaved_write_frame(context, packet));
  }

  /** Completes the file. */
  void finish() throws FfmpegException {
    Ffmpeg.check(av_write_trailer(context));
    AVIOContext io = context.pb();
    context.pb(null);
    Ffmpeg.check(avio_closep(io));
  }

  @Override
  public void close() {
    AVIOContext io = context.pb();
    if (io != null && !io.isNull()) {
      context.pb(null);
      avio_closep(io);
    }
    avformat_free_context(context);
  }
}
