package io.github.yolonas.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_0RGB32;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.IntPointer;

/** A Java picture's pixels, {@code 0xRRGGBB} each, where FFmpeg can read them. */
final class Canvas implements AutoCloseable {
  private final int sourceWidth;
  private final int sourceHeight;
  private final AVFrame frame;

  /**
   * A canvas for pictures of one size.
   *
   * @param multiple what both sides are filled up to a multiple of, by repeating the edge
   */
  Canvas(int width, int height, int multiple) throws FfmpegException {
    sourceWidth = width;
    sourceHeight = height;
    frame =
        av_frame_alloc()
            .width(roundUp(width, multiple))
            .height(roundUp(height, multiple))
            .format(AV_PIX_FMT_0RGB32());
    int result = av_frame_get_buffer(frame, 0);
    if (result < 0) {
      av_frame_free(frame);
      throw new FfmpegException(Ffmpeg.message(result));
    }
  }

  private static int roundUp(int value, int multiple) {
    return (value + multiple - 1) / multiple * multiple;
  }

  int width() {
    return frame.width();
  }

  int height() {
    return frame.height();
  }

  /** The frame with these pixels, row by row; it stays the canvas's. */
  AVFrame paint(int[] rgb) throws FfmpegException {
    Ffmpeg.check(av_frame_make_writable(frame));
    IntPointer rows = new IntPointer(frame.data(0));
    long stride = frame.linesize(0) / Integer.BYTES;
    for (int y = 0; y < frame.height(); y++) {
      int from = Math.min(y, sourceHeight - 1) * sourceWidth;
      rows.position(y * stride).put(rgb, from, sourceWidth);
      for (int x = sourceWidth; x < frame.width(); x++) {
        rows.put(x, rgb[from + sourceWidth - 1]);
      }
    }
    return frame;
  }

  @Override
  public void close() {
    av_frame_free(frame);
  }
}
