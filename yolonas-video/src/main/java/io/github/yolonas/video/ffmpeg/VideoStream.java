package io.github.yolonas.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** One video stream of a file with its opened decoder: times, size and orientation. */
final class VideoStream implements AutoCloseable {
  private static final int MOST_THREADS = 4;
  private static final int DEFAULT_RATE = 25;

  private final int index;
  private final AVCodecContext codec;
  private final TimeBase base;
  private final DisplayMatrix display;
  private final int squareWidth;
  private final int storedHeight;
  private final VideoProperties properties;
  private long start;

  private VideoStream(InputFile file, int index, AVCodecContext codec) {
    AVStream stream = file.stream(index);
    AVCodecParameters parameters = stream.codecpar();
    this.index = index;
    this.codec = codec;
    base = TimeBase.of(stream.time_base());
    start = stream.start_time();
    display = DisplayMatrix.of(parameters);
    squareWidth = squareWidth(file, stream);
    storedHeight = parameters.height();
    properties = properties(file, stream);
  }

  static VideoStream open(InputFile file) throws FfmpegException {
    int index =
        file.bestStream(AVMEDIA_TYPE_VIDEO)
            .orElseThrow(() -> new FfmpegException("it holds no video"));
    AVCodecParameters parameters = file.stream(index).codecpar();
    if (parameters.width() < 1 || parameters.height() < 1) {
      throw new FfmpegException("it holds no picture");
    }
    AVCodec decoder = avcodec_find_decoder(parameters.codec_id());
    if (decoder == null) {
      throw new FfmpegException("its codec cannot be decoded: " + name(parameters));
    }
    AVCodecContext codec = avcodec_alloc_context3(decoder);
    try {
      Ffmpeg.check(avcodec_parameters_to_context(codec, parameters));
      codec.pkt_timebase(file.stream(index).time_base());
      codec.thread_count(Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
      Ffmpeg.check(avcodec_open2(codec, decoder, (AVDictionary) null));
      return new VideoStream(file, index, codec);
    } catch (FfmpegException | RuntimeException | Error e) {
      avcodec_free_context(codec);
      throw e;
    }
  }

  private static String name(AVCodecParameters parameters) {
    return avcodec_get_name(parameters.codec_id()).getString(StandardCharsets.US_ASCII);
  }

  /** The width that makes pixels square, at the stored height. */
  private static int squareWidth(InputFile file, AVStream stream) {
    AVRational aspect = av_guess_sample_aspect_ratio(file.context(), stream, null);
    int width = stream.codecpar().width();
    if (aspect.num() < 1 || aspect.den() < 1) {
      return width;
    }
    return Math.max(1, (int) Math.round((double) width * aspect.num() / aspect.den()));
  }

  private VideoProperties properties(InputFile file, AVStream stream) {
    AVRational rate = av_guess_frame_rate(file.context(), stream, null);
    boolean known = rate.num() > 0 && rate.den() > 0;
    return new VideoProperties(
        display.swapsSides() ? storedHeight : squareWidth,
        display.swapsSides() ? squareWidth : storedHeight,
        known ? rate.num() : DEFAULT_RATE,
        known ? rate.den() : 1,
        stream.nb_frames() > 0 ? OptionalLong.of(stream.nb_frames()) : OptionalLong.empty(),
        duration(file, stream),
        display.rotation(),
        name(stream.codecpar()),
        file.bestStream(AVMEDIA_TYPE_AUDIO).isPresent());
  }

  private OptionalLong duration(InputFile file, AVStream stream) {
    return stream.duration() > 0
        ? OptionalLong.of(base.toNanos(stream.duration()))
        : file.statedDuration();
  }

  int index() {
    return index;
  }

  AVCodecContext codec() {
    return codec;
  }

  DisplayMatrix display() {
    return display;
  }

  int squareWidth() {
    return squareWidth;
  }

  int storedHeight() {
    return storedHeight;
  }

  VideoProperties properties() {
    return properties;
  }

  /** What one frame lasts at the stated rate. */
  long frameNanos() {
    return Math.round(1e9 * properties.rateDen() / properties.rateNum());
  }

  /** Since the first frame; {@code otherwise} for a frame without a time. */
  long nanos(long pts, long otherwise) {
    if (pts == AV_NOPTS_VALUE) {
      return otherwise;
    }
    if (start == AV_NOPTS_VALUE) {
      start = pts;
    }
    return base.toNanos(pts - start);
  }

  @Override
  public void close() {
    avcodec_free_context(codec);
  }
}
