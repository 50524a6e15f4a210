package io.github.yolonas.postprocess;

/**
 * An axis-aligned box, by its corners in pixels. The coordinates are continuous: a box from 0 to 10
 * is 10 pixels wide, without the "+1" of integer pixel counts.
 *
 * <p>Any coordinates are accepted, as a network may give them: outside of the image, with {@code x2
 * < x1} (then the width is negative), infinite or NaN. What cannot be computed from them is NaN,
 * but for {@link #iou}, which is 0.
 *
 * @param x1 left edge
 * @param y1 top edge
 * @param x2 right edge
 * @param y2 bottom edge
 */
public record BoundingBox(float x1, float y1, float x2, float y2) {

  /** The box with this top left corner and size, the layout of COCO's annotations. */
  public static BoundingBox fromXywh(float left, float top, float width, float height) {
    return new BoundingBox(left, top, left + width, top + height);
  }

  /** The box with this centre and size, the layout of YOLO's labels (here in pixels). */
  public static BoundingBox fromCxcywh(float centerX, float centerY, float width, float height) {
    float left = centerX - width * 0.5f;
    float top = centerY - height * 0.5f;
    return new BoundingBox(left, top, left + width, top + height);
  }

  /** Right edge minus left edge; negative for an inverted box. */
  public float width() {
    return x2 - x1;
  }

  /** Bottom edge minus top edge; negative for an inverted box. */
  public float height() {
    return y2 - y1;
  }

  /** Width times height, in square pixels. */
  public float area() {
    return width() * height();
  }

  /** The horizontal middle. */
  public float centerX() {
    return (x1 + x2) * 0.5f;
  }

  /** The vertical middle. */
  public float centerY() {
    return (y1 + y2) * 0.5f;
  }

  /** {@code {x1, y1, x2, y2}}: left, top, right, bottom. */
  public float[] toXyxy() {
    return new float[] {x1, y1, x2, y2};
  }

  /** {@code {x1, y1, width, height}}: left, top and size, the layout of COCO's annotations. */
  public float[] toXywh() {
    return new float[] {x1, y1, width(), height()};
  }

  /** {@code {centerX, centerY, width, height}}: centre and size, the layout of YOLO's labels. */
  public float[] toCxcywh() {
    return new float[] {centerX(), centerY(), width(), height()};
  }

  /**
   * Intersection over union: the area that both boxes share over the area that either covers.
   *
   * @return from 0 to 1; 0 also where the ratio means nothing, as for two empty boxes or with NaN
   */
  public float iou(BoundingBox other) {
    float width = Math.min(x2, other.x2) - Math.max(x1, other.x1);
    float height = Math.min(y2, other.y2) - Math.max(y1, other.y1);
    if (!(width > 0 && height > 0)) {
      return 0;
    }
    float intersection = width * height;
    float iou = intersection / (area() + other.area() - intersection);
    return iou > 0 ? Math.min(iou, 1) : 0;
  }

  /**
   * This box, its coordinates limited to an image: x to {@code [0, imageWidth]}, y to {@code [0,
   * imageHeight]}. NaN stays NaN.
   */
  public BoundingBox clip(float imageWidth, float imageHeight) {
    return new BoundingBox(
        clamp(x1, imageWidth),
        clamp(y1, imageHeight),
        clamp(x2, imageWidth),
        clamp(y2, imageHeight));
  }

  private static float clamp(float value, float limit) {
    return Math.min(Math.max(value, 0), limit);
  }
}
