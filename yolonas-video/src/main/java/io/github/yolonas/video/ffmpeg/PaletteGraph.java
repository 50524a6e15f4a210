package io.github.yolonas.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_get_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse2;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_0RGB32;

import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.presets.avutil;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the colours of each frame and reduces it to them. Colours between are dithered by an
 * ordered pattern: it stays in place from frame to frame, where diffused errors would flicker.
 */
final class PaletteGraph implements AutoCloseable {
  private static final String DESCRIPTION =
      "buffer@in=video_size=%dx%d:pix_fmt=%d:time_base=%d/%d:pixel_aspect=1/1,split[a][b];"
          + "[a]palettegen=stats_mode=single[p];"
          + "[b][p]paletteuse=new=1:dither=bayer:bayer_scale=4,buffersink@out";

  private final AVFilterGraph graph = avfilter_graph_alloc();
  private final AVFilterContext in;
  private final AVFilterContext out;

  PaletteGraph(int width, int height, TimeBase base) throws FfmpegException {
    String description =
        DESCRIPTION.formatted(width, height, AV_PIX_FMT_0RGB32(), base.num(), base.den());
    try {
      AVFilterInOut none = new AVFilterInOut((Pointer) null);
      Ffmpeg.check(avfilter_graph_parse2(graph, description, none, none));
      Ffmpeg.check(avfilter_graph_config(graph, null));
    } catch (FfmpegException | RuntimeException | Error e) {
      close();
      throw e;
    }
    in = avfilter_graph_get_filter(graph, "buffer@in");
    out = avfilter_graph_get_filter(graph, "buffersink@out");
  }

  /** Puts a frame in, which stays the caller's, or null for the end. */
  void put(@Nullable AVFrame frame) throws FfmpegException {
    Ffmpeg.check(av_buffersrc_add_frame_flags(in, frame, AV_BUFFERSRC_FLAG_KEEP_REF));
  }

  /** Takes a frame out, for the caller to release; false if none is ready. */
  boolean take(AVFrame frame) throws FfmpegException {
    int result = av_buffersink_get_frame(out, frame);
    if (result == avutil.AVERROR_EAGAIN() || result == AVERROR_EOF) {
      return false;
    }
    Ffmpeg.check(result);
    return true;
  }

  @Override
  public void close() {
    avfilter_graph_free(graph);
  }
}
