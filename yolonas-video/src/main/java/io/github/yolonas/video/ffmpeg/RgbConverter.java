package io.github.yolonas.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/**
 * Decoded frames, of whatever colour format, as RGB bytes of one size. The frame's own colour
 * matrix and range count; where it states none, FFmpeg's default does (BT.601, limited range).
 */
final class RgbConverter implements AutoCloseable {
  private static final int QUALITY = SWS_BICUBIC | SWS_FULL_CHR_H_INT | SWS_ACCURATE_RND;
  private static final int ONE = 1 << 16;

  private final int width;
  private final int height;
  private final AVFrame rgb;
  private @Nullable SwsContext scaler;

  RgbConverter(int width, int height) throws FfmpegException {
    this.width = width;
    this.height = height;
    rgb = av_frame_alloc().width(width).height(height).format(AV_PIX_FMT_RGB24);
    int result = av_frame_get_buffer(rgb, 0);
    if (result < 0) {
      av_frame_free(rgb);
      throw new FfmpegException(Ffmpeg.message(result));
    }
  }

  /** A copy of the frame's pixels, row by row. */
  byte[] convert(AVFrame frame) throws FfmpegException {
    SwsContext context = scalerFor(frame);
    Ffmpeg.check(
        sws_scale(
            context,
            frame.data(),
            frame.linesize(),
            0,
            frame.height(),
            rgb.data(),
            rgb.linesize()));
    byte[] pixels = new byte[Math.multiplyExact(3 * width, height)];
    BytePointer rows = rgb.data(0);
    long stride = rgb.linesize(0);
    for (int y = 0; y < height; y++) {
      rows.position(y * stride).get(pixels, 3 * y * width, 3 * width);
    }
    return pixels;
  }

  private SwsContext scalerFor(AVFrame frame) throws FfmpegException {
    scaler =
        sws_getCachedContext(
            scaler,
            frame.width(),
            frame.height(),
            frame.format(),
            width,
            height,
            AV_PIX_FMT_RGB24,
            QUALITY,
            null,
            null,
            (DoublePointer) null);
    if (scaler == null) {
      throw new FfmpegException("its colour format cannot be converted");
    }
    IntPointer matrix = sws_getCoefficients(frame.colorspace());
    IntPointer unused = sws_getCoefficients(SWS_CS_DEFAULT);
    int fullRange = frame.color_range() == AVCOL_RANGE_JPEG ? 1 : 0;
    // It refuses frames that are RGB already, which need no matrix.
    sws_setColorspaceDetails(scaler, matrix, fullRange, unused, 1, 0, ONE, ONE);
    return scaler;
  }

  @Override
  public void close() {
    sws_freeContext(scaler); // which takes null
    av_frame_free(rgb);
  }
}
