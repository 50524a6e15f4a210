package io.github.yolonas.postprocess;

import java.util.Optional;

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

  /**
   * This box in fractions of an image's width and height: 0 is its left or top edge, 1 its right or
   * bottom edge. {@link #denormalized} is the inverse; {@code box.normalized(shape).toCxcywh()} is
   * what YOLO's labels hold.
   */
  public BoundingBox normalized(ImageShape shape) {
    return new BoundingBox(
        x1 / shape.width(), y1 / shape.height(), x2 / shape.width(), y2 / shape.height());
  }

  /** The box in pixels whose coordinates here are fractions of an image's width and height. */
  public BoundingBox denormalized(ImageShape shape) {
    return new BoundingBox(
        x1 * shape.width(), y1 * shape.height(), x2 * shape.width(), y2 * shape.height());
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

  /** Whether a point lies inside or on an edge; never with NaN. */
  public boolean contains(float x, float y) {
    return x1 <= x && x <= x2 && y1 <= y && y <= y2;
  }

  /**
   * What both boxes cover; empty where they only touch, or with NaN.
   *
   * @return a box of positive width and height
   */
  public Optional<BoundingBox> intersection(BoundingBox other) {
    BoundingBox common =
        new BoundingBox(
            Math.max(x1, other.x1),
            Math.max(y1, other.y1),
            Math.min(x2, other.x2),
            Math.min(y2, other.y2));
    return common.x1 < common.x2 && common.y1 < common.y2 ? Optional.of(common) : Optional.empty();
  }

  /**
   * How much of this box lies in another: the shared area over this box's own.
   *
   * @return from 0 to 1; 0 also where the ratio means nothing, as for an empty box or with NaN
   */
  public float fractionInside(BoundingBox other) {
    float fraction = intersection(other).map(BoundingBox::area).orElse(0f) / area();
    return fraction > 0 ? Math.min(fraction, 1) : 0;
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

  /** This box, limited to an image as by {@link #clip(float, float)}. */
  public BoundingBox clip(ImageShape shape) {
    return clip(shape.width(), shape.height());
  }

  private static float clamp(float value, float limit) {
    return Math.min(Math.max(value, 0), limit);
  }
}
