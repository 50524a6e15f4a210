package io.github.yolonas.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.PointerScope;

/**
 * H.264 with 4:2:0 colours of HD television, which every player and browser shows. The encoder is
 * OpenH264; where it is missing or refuses (it stops at some 9 megapixels), MPEG-4 part 2 takes its
 * place, which fewer browsers show. Odd sides grow by a pixel, the edge repeated.
 *
 * <p>Times are counted in a fine division of the frame rate, so that steady frames come out exactly
 * steady, and unsteady ones within a fraction of a millisecond. A time within a millisecond of the
 * steady grid is put on it: many containers store milliseconds and mean the grid.
 */
final class H264Encoder implements PictureEncoder {
  private static final int FINEST_TIME_BASE = 10_000;
  private static final long SNAP_NANOS = 1_000_000;
  private static final double BITS_PER_PIXEL = 0.2;
  private static final long LEAST_BIT_RATE = 1_000_000;
  private static final long MOST_BIT_RATE = 80_000_000;
  private static final int SECONDS_BETWEEN_KEY_FRAMES = 2;

  private final Canvas canvas;
  private final YuvConverter converter;
  private final EncoderContext encoder;
  private final TimeBase base;
  private final long ticksPerFrame;
  private long last = -1;

  private H264Encoder(
      Canvas canvas, YuvConverter converter, EncoderContext encoder, TimeBase base, long step) {
    this.canvas = canvas;
    this.converter = converter;
    this.encoder = encoder;
    this.base = base;
    ticksPerFrame = step;
  }

  static H264Encoder open(VideoLayout layout, OptionalLong bitRate) throws FfmpegException {
    int factor = 1;
    while ((long) layout.rateNum() * factor < FINEST_TIME_BASE) {
      factor *= 2;
    }
    TimeBase base = new TimeBase(1, layout.rateNum() * factor);
    long step = (long) layout.rateDen() * factor;
    Canvas canvas = new Canvas(layout.width(), layout.height(), 2);
    YuvConverter converter = null;
    try {
      converter = new YuvConverter(canvas.width(), canvas.height());
      EncoderContext encoder = encoder(canvas, layout, base, bitRate);
      return new H264Encoder(canvas, converter, encoder, base, step);
    } catch (FfmpegException | RuntimeException | Error e) {
      if (converter != null) {
        converter.close();
      }
      canvas.close();
      throw e;
    }
  }

  private static EncoderContext encoder(
      Canvas canvas, VideoLayout layout, TimeBase base, OptionalLong bitRate)
      throws FfmpegException {
    double pixelsPerSecond =
        (double) canvas.width() * canvas.height() * layout.rateNum() / layout.rateDen();
    long usual = Math.round(BITS_PER_PIXEL * pixelsPerSecond);
    long bits = bitRate.orElse(Math.min(Math.max(usual, LEAST_BIT_RATE), MOST_BIT_RATE));
    try {
      return EncoderContext.open("libopenh264", c -> configure(c, canvas, layout, base, bits));
    } catch (FfmpegException e) {
      return EncoderContext.open("mpeg4", c -> configure(c, canvas, layout, base, bits));
    }
  }

  private static void configure(
      AVCodecContext codec, Canvas canvas, VideoLayout layout, TimeBase base, long bitRate) {
    try (PointerScope scope = new PointerScope()) {
      double rate = (double) layout.rateNum() / layout.rateDen();
      codec
          .width(canvas.width())
          .height(canvas.height())
          .pix_fmt(AV_PIX_FMT_YUV420P)
          .time_base(new AVRational().num(base.num()).den(base.den()))
          .framerate(new AVRational().num(layout.rateNum()).den(layout.rateDen()))
          .bit_rate(bitRate)
          .gop_size((int) Math.max(1, Math.round(SECONDS_BETWEEN_KEY_FRAMES * rate)))
          .max_b_frames(0)
          .colorspace(AVCOL_SPC_BT709)
          .color_primaries(AVCOL_PRI_BT709)
          .color_trc(AVCOL_TRC_BT709)
          .color_range(AVCOL_RANGE_MPEG)
          .flags(codec.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }
  }

  @Override
  public AVCodecContext codec() {
    return encoder.codec();
  }

  @Override
  public void encode(int[] rgb, long nanos, Sink sink) throws FfmpegException {
    AVFrame frame = converter.convert(canvas.paint(rgb));
    last = Math.max(ticks(nanos), last + 1);
    frame.pts(last);
    encoder.encode(frame, ticksPerFrame, sink);
  }

  private long ticks(long nanos) {
    long exact = base.fromNanos(nanos);
    long steady = Math.round((double) exact / ticksPerFrame) * ticksPerFrame;
    boolean near = Math.abs(base.toNanos(steady - exact)) <= SNAP_NANOS;
    return near && steady > last ? steady : exact;
  }

  @Override
  public void finish(Sink sink) throws FfmpegException {
    encoder.encode(null, ticksPerFrame, sink);
  }

  @Override
  public void close() {
    encoder.close();
    converter.close();
    canvas.close();
  }
}
