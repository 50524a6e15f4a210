package io.github.yolonas.preprocess;

import java.util.Objects;

/**
 * Where an image lies in the network's input: scaled, then padded; and the way back. Immutable.
 *
 * <p>The way back is the original's, rounding for rounding: the padding is subtracted in float32,
 * then the coordinate multiplied by the reciprocal of the scale, itself computed in double and
 * rounded to float32. Boxes are not clipped to the image.
 *
 * @param sourceWidth the image's width in pixels
 * @param sourceHeight the image's height in pixels
 * @param scaleX network pixels per image pixel, horizontally
 * @param scaleY network pixels per image pixel, vertically; equals {@code scaleX} where the aspect
 *     is kept
 * @param resizedWidth the scaled image's width: {@code sourceWidth * scaleX}, rounded half to even
 * @param resizedHeight the scaled image's height, likewise
 * @param padLeft network pixels left of the scaled image
 * @param padTop network pixels above it
 * @param networkWidth the network input's width
 * @param networkHeight the network input's height
 */
public record Letterbox(
    int sourceWidth,
    int sourceHeight,
    double scaleX,
    double scaleY,
    int resizedWidth,
    int resizedHeight,
    int padLeft,
    int padTop,
    int networkWidth,
    int networkHeight) {

  /**
   * Checks that the scaled image lies within the network's input.
   *
   * @param sourceWidth at least 1
   * @param sourceHeight at least 1
   * @param scaleX positive
   * @param scaleY positive
   * @param resizedWidth at least 1
   * @param resizedHeight at least 1
   * @param padLeft at least 0
   * @param padTop at least 0
   * @param networkWidth at least {@code padLeft + resizedWidth}
   * @param networkHeight at least {@code padTop + resizedHeight}
   */
  public Letterbox {
    if (sourceWidth < 1
        || sourceHeight < 1
        || resizedWidth < 1
        || resizedHeight < 1
        || padLeft < 0
        || padTop < 0
        || padLeft + resizedWidth > networkWidth
        || padTop + resizedHeight > networkHeight) {
      throw new IllegalArgumentException(
          "letterbox: %d×%d scaled to %d×%d at (%d, %d) does not fit into %d×%d"
              .formatted(
                  sourceWidth,
                  sourceHeight,
                  resizedWidth,
                  resizedHeight,
                  padLeft,
                  padTop,
                  networkWidth,
                  networkHeight));
    }
    if (!(scaleX > 0 && scaleY > 0)) {
      throw new IllegalArgumentException(
          "scale: expected positive, found " + scaleX + " and " + scaleY);
    }
  }

  /**
   * From the network's input back to the image.
   *
   * @param x a horizontal coordinate in network pixels
   * @return it in image pixels
   */
  public float toImageX(float x) {
    return (x - padLeft) * (float) (1 / scaleX);
  }

  /**
   * From the network's input back to the image.
   *
   * @param y a vertical coordinate in network pixels
   * @return it in image pixels
   */
  public float toImageY(float y) {
    return (y - padTop) * (float) (1 / scaleY);
  }

  /**
   * From the network's input back to the image, for many boxes, in place.
   *
   * @param boxes x1, y1, x2, y2 of one box after another, in network pixels; after the call in
   *     image pixels
   * @param offset the index of the first box's x1
   * @param count the number of boxes
   */
  public void toImage(float[] boxes, int offset, int count) {
    Objects.checkFromIndexSize(offset, 4L * count, boxes.length);
    for (int i = offset; i < offset + 4 * count; i += 2) {
      boxes[i] = toImageX(boxes[i]);
      boxes[i + 1] = toImageY(boxes[i + 1]);
    }
  }

  /**
   * From the image to the network's input.
   *
   * @param x a horizontal coordinate in image pixels
   * @return it in network pixels
   */
  public float toNetworkX(float x) {
    return x * (float) scaleX + padLeft;
  }

  /**
   * From the image to the network's input.
   *
   * @param y a vertical coordinate in image pixels
   * @return it in network pixels
   */
  public float toNetworkY(float y) {
    return y * (float) scaleY + padTop;
  }
}
