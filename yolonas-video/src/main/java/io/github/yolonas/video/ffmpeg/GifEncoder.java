package io.github.yolonas.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_PAL8;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * GIF, each frame with the 256 colours that suit it best. Its times are hundredths of a second,
 * rounded one by one so that no error adds up. Players slow down what changes in less than two
 * hundredths, so frames that come sooner are left out.
 */
final class GifEncoder implements PictureEncoder {
  private static final TimeBase BASE = new TimeBase(1, 100);
  private static final int LEAST_TICKS = 2;

  private final Canvas canvas;
  private final PaletteGraph palettes;
  private final EncoderContext encoder;
  private final AVFrame indexed = av_frame_alloc();
  private final long ticksPerFrame;
  private long last = -LEAST_TICKS;

  private GifEncoder(
      Canvas canvas, PaletteGraph palettes, EncoderContext encoder, long ticksPerFrame) {
    this.canvas = canvas;
    this.palettes = palettes;
    this.encoder = encoder;
    this.ticksPerFrame = ticksPerFrame;
  }

  static GifEncoder open(VideoLayout layout) throws FfmpegException {
    Canvas canvas = new Canvas(layout.width(), layout.height(), 1);
    PaletteGraph palettes = null;
    try {
      palettes = new PaletteGraph(layout.width(), layout.height(), BASE);
      EncoderContext encoder = EncoderContext.open("gif", codec -> configure(codec, layout));
      long ticks = Math.round((double) BASE.den() * layout.rateDen() / layout.rateNum());
      return new GifEncoder(canvas, palettes, encoder, Math.max(LEAST_TICKS, ticks));
    } catch (FfmpegException | RuntimeException | Error e) {
      if (palettes != null) {
        palettes.close();
      }
      canvas.close();
      throw e;
    }
  }

  private static void configure(AVCodecContext codec, VideoLayout layout) {
    try (PointerScope scope = new PointerScope()) {
      codec
          .width(layout.width())
          .height(layout.height())
          .pix_fmt(AV_PIX_FMT_PAL8)
          .time_base(new AVRational().num(BASE.num()).den(BASE.den()))
          .framerate(new AVRational().num(layout.rateNum()).den(layout.rateDen()));
    }
  }

  @Override
  public AVCodecContext codec() {
    return encoder.codec();
  }

  @Override
  public void encode(int[] rgb, long nanos, Sink sink) throws FfmpegException {
    long ticks = BASE.fromNanos(nanos);
    if (ticks - last >= LEAST_TICKS) {
      last = ticks;
      AVFrame frame = canvas.paint(rgb);
      frame.pts(ticks);
      pass(frame, sink);
    }
  }

  private void pass(@Nullable AVFrame frame, Sink sink) throws FfmpegException {
    palettes.put(frame);
    while (palettes.take(indexed)) {
      encoder.encode(indexed, ticksPerFrame, sink);
      av_frame_unref(indexed);
    }
  }

  @Override
  public void finish(Sink sink) throws FfmpegException {
    pass(null, sink);
    encoder.encode(null, ticksPerFrame, sink);
  }

  @Override
  public void close() {
    av_frame_free(indexed);
    encoder.close();
    palettes.close();
    canvas.close();
  }
}
