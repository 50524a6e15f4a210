package io.github.yolonas.preprocess;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_MAKETYPE;

import java.nio.ByteBuffer;
import org.bytedeco.javacv.Frame;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/** From a JavaCV frame, whose rows may be padded, to RGB. */
final class FramePixels {
  private FramePixels() {}

  static Mat toRgb(Frame frame) throws UnsupportedPixelsException {
    ByteBuffer pixels = pixels(frame);
    int rowBytes = frame.imageWidth * frame.imageChannels;
    long needed = (frame.imageHeight - 1L) * frame.imageStride + rowBytes;
    if (frame.imageStride < rowBytes || pixels.capacity() < needed) {
      throw new UnsupportedPixelsException(
          "%d bytes, %d a row".formatted(pixels.capacity(), frame.imageStride),
          "at least %d, %d a row".formatted(needed, rowBytes));
    }
    Mat copy =
        new Mat(frame.imageHeight, frame.imageWidth, CV_MAKETYPE(CV_8U, frame.imageChannels));
    ByteBuffer target = copy.createBuffer();
    for (int y = 0; y < frame.imageHeight; y++) {
      target.put(y * rowBytes, pixels, y * frame.imageStride, rowBytes);
    }
    return MatPixels.toRgb(copy);
  }

  private static ByteBuffer pixels(Frame frame) throws UnsupportedPixelsException {
    if (frame.image == null || frame.imageWidth < 1 || frame.imageHeight < 1) {
      throw new UnsupportedPixelsException("the frame holds no image", "a video frame");
    }
    if (frame.imageDepth != Frame.DEPTH_UBYTE
        || !(buffer(frame) instanceof ByteBuffer bytes)
        || frame.imageChannels < 1
        || frame.imageChannels > 4) {
      throw new UnsupportedPixelsException(
          "depth %d, %d channels".formatted(frame.imageDepth, frame.imageChannels),
          "depth " + Frame.DEPTH_UBYTE + " (8-bit unsigned), 1 (gray), 3 (BGR) or 4 (BGRA)");
    }
    // Absolute reads below count from 0 whatever the position; the duplicate's limit may be raised.
    return bytes.duplicate().clear();
  }

  private static @Nullable Object buffer(Frame frame) {
    return frame.image.length == 0 ? null : frame.image[0];
  }
}
