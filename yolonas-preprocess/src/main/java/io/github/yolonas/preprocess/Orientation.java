package io.github.yolonas.preprocess;

import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.transpose;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The eight EXIF orientations, in the order of their numbers from 1. Each is named after where the
 * stored image's first row and first column belong: {@code RIGHT_TOP} says that the first row is
 * the right side, the first column the top (a quarter turn clockwise makes it upright).
 *
 * <p>Every one of them is a transposition or none, followed by a mirroring or none.
 */
enum Orientation {
  TOP_LEFT(false, Mirror.NONE),
  TOP_RIGHT(false, Mirror.LEFT_RIGHT),
  BOTTOM_RIGHT(false, Mirror.BOTH),
  BOTTOM_LEFT(false, Mirror.UPSIDE_DOWN),
  LEFT_TOP(true, Mirror.NONE),
  RIGHT_TOP(true, Mirror.LEFT_RIGHT),
  RIGHT_BOTTOM(true, Mirror.BOTH),
  LEFT_BOTTOM(true, Mirror.UPSIDE_DOWN);

  private enum Mirror {
    NONE(Integer.MIN_VALUE),
    LEFT_RIGHT(1),
    UPSIDE_DOWN(0),
    BOTH(-1);

    /** What OpenCV's {@code flip} calls it. */
    final int code;

    Mirror(int code) {
      this.code = code;
    }
  }

  private final boolean transposed;
  private final Mirror mirror;

  Orientation(boolean transposed, Mirror mirror) {
    this.transposed = transposed;
    this.mirror = mirror;
  }

  /** The orientation of an EXIF value; a value outside 1 to 8 means nothing, as in viewers. */
  static Orientation ofExif(int value) {
    return value >= 1 && value <= 8 ? values()[value - 1] : TOP_LEFT;
  }

  /** Whether the upright image is as wide as the stored one is high. */
  boolean isTransposed() {
    return transposed;
  }

  /** The upright image: the same {@code Mat}, changed, or a new one in the current scope. */
  Mat upright(Mat stored) {
    Mat image = stored;
    if (transposed) {
      image = new Mat();
      transpose(stored, image);
    }
    if (mirror != Mirror.NONE) {
      flip(image, image, mirror.code);
    }
    return image;
  }
}
