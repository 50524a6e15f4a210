package io.github.yolonas.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_0RGB32;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/** RGB to 4:2:0 with BT.709's matrix and limited range, as the stream is marked. */
final class YuvConverter implements AutoCloseable {
  private static final int QUALITY = SWS_BICUBIC | SWS_FULL_CHR_H_INP | SWS_ACCURATE_RND;
  private static final int ONE = 1 << 16;

  private final SwsContext scaler;
  private final AVFrame yuv;

  YuvConverter(int width, int height) throws FfmpegException {
    scaler =
        sws_getContext(
            width,
            height,
            AV_PIX_FMT_0RGB32(),
            width,
            height,
            AV_PIX_FMT_YUV420P,
            QUALITY,
            null,
            null,
            (DoublePointer) null);
    if (scaler == null) {
      throw new FfmpegException("pictures of %d×%d cannot be converted".formatted(width, height));
    }
    IntPointer matrix = sws_getCoefficients(SWS_CS_ITU709);
    sws_setColorspaceDetails(scaler, matrix, 1, matrix, 0, 0, ONE, ONE);
    yuv =
        av_frame_alloc()
            .width(width)
            .height(height)
            .format(AV_PIX_FMT_YUV420P)
            .colorspace(AVCOL_SPC_BT709)
            .color_range(AVCOL_RANGE_MPEG);
    int result = av_frame_get_buffer(yuv, 0);
    if (result < 0) {
      close();
      throw new FfmpegException(Ffmpeg.message(result));
    }
  }

  /** The converted frame, which stays this object's. */
  AVFrame convert(AVFrame rgb) throws FfmpegException {
    Ffmpeg.check(av_frame_make_writable(yuv)); // the encoder may still hold the last one
    Ffmpeg.check(
        sws_scale(scaler, rgb.data(), rgb.linesize(), 0, rgb.height(), yuv.data(), yuv.linesize()));
    return yuv;
  }

  @Override
  public void close() {
    av_frame_free(yuv);
    sws_freeContext(scaler);
  }
}
