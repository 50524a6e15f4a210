package io.github.yolonas.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.javacpp.IntPointer;

/**
 * How a stored picture is turned and mirrored for display: phones store what their sensor sees, and
 * this beside it. A stored pixel (x, y) is shown at {@code (a·x + c·y, b·x + d·y)}, moved into the
 * picture.
 *
 * <p>Each number is -1, 0 or 1; angles between are rounded to the nearest right one.
 */
record DisplayMatrix(int a, int b, int c, int d) {
  static final DisplayMatrix IDENTITY = new DisplayMatrix(1, 0, 0, 1);

  /** The one that a container states for a stream, else the identity. */
  static DisplayMatrix of(AVCodecParameters stream) {
    if (stream.nb_coded_side_data() == 0) {
      return IDENTITY;
    }
    AVPacketSideData side =
        av_packet_side_data_get(
            stream.coded_side_data(), stream.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
    if (side == null || side.size() < 9 * Integer.BYTES) {
      return IDENTITY;
    }
    IntPointer m = new IntPointer(side.data());
    return of(m.get(0), m.get(1), m.get(3), m.get(4));
  }

  /** From numbers of any scale. */
  static DisplayMatrix of(int a, int b, int c, int d) {
    if (Math.abs((long) a) >= Math.abs((long) b)) {
      return new DisplayMatrix(sign(a), 0, 0, sign(d));
    }
    return new DisplayMatrix(0, sign(b), sign(c), 0);
  }

  private static int sign(int value) {
    return value < 0 ? -1 : 1;
  }

  /** Clockwise, in degrees: 0, 90, 180 or 270; after a mirroring, if there is one. */
  int rotation() {
    return Math.floorMod(a != 0 ? (a < 0 ? 180 : 0) : b * 90, 360);
  }

  boolean swapsSides() {
    return a == 0;
  }

  /** The picture as it is to be shown; three bytes a pixel. */
  byte[] apply(byte[] rgb, int width, int height) {
    if (equals(IDENTITY)) {
      return rgb;
    }
    byte[] shown = new byte[rgb.length];
    int shownWidth = swapsSides() ? height : width;
    int left = (a < 0 ? width - 1 : 0) + (c < 0 ? height - 1 : 0);
    int top = (b < 0 ? width - 1 : 0) + (d < 0 ? height - 1 : 0);
    int step = 3 * (a + b * shownWidth);
    for (int y = 0; y < height; y++) {
      int from = 3 * y * width;
      int to = 3 * (left + c * y + (top + d * y) * shownWidth);
      for (int x = 0; x < width; x++, from += 3, to += step) {
        shown[to] = rgb[from];
        shown[to + 1] = rgb[from + 1];
        shown[to + 2] = rgb[from + 2];
      }
    }
    return shown;
  }
}
