package io.github.yolonas.train.synthetic;

import java.awt.geom.Path2D;

/**
 * Draws outlines point by point. Angles are in radians from the right, clockwise as seen on an
 * image; sines come from {@link StrictMath}, which is the same on every machine.
 */
final class PathPen {
  private static final int ARC_POINTS = 72;

  private final Path2D.Double path = new Path2D.Double();

  /** A polygon through pairs of x and y. */
  static Path2D polygon(double... points) {
    PathPen pen = new PathPen();
    for (int i = 0; i < points.length; i += 2) {
      pen.to(points[i], points[i + 1]);
    }
    return pen.close();
  }

  PathPen to(double x, double y) {
    if (path.getCurrentPoint() == null) {
      path.moveTo(x, y);
    } else {
      path.lineTo(x, y);
    }
    return this;
  }

  PathPen polar(double radius, double angle) {
    return to(radius * StrictMath.cos(angle), radius * StrictMath.sin(angle));
  }

  /** A cubic curve. */
  PathPen curve(double x1, double y1, double x2, double y2, double x, double y) {
    path.curveTo(x1, y1, x2, y2, x, y);
    return this;
  }

  /**
   * A part of a circle on the horizontal axis, its first point included and its last one not: twice
   * the same point is an edge of no length, which no pen can follow.
   */
  PathPen arc(double centerX, double radius, double from, double to) {
    for (int i = 0; i < ARC_POINTS; i++) {
      double angle = from + (to - from) * i / ARC_POINTS;
      to(centerX + radius * StrictMath.cos(angle), radius * StrictMath.sin(angle));
    }
    return this;
  }

  Path2D close() {
    path.closePath();
    return path;
  }
}
