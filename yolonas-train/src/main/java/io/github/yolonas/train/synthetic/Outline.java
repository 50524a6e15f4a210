package io.github.yolonas.train.synthetic;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;

/**
 * A closed shape in pixels, of straight edges only: its bounds are exact in every Java version, and
 * no renderer has a choice in how to draw it. Immutable.
 */
final class Outline {
  /** How far an edge may be from the curve that it stands for, in pixels. */
  private static final double FLATNESS = 0.05;

  private static final float MITER_LIMIT = 4;

  private final Path2D.Double path;
  private final double left;
  private final double top;
  private final double right;
  private final double bottom;

  private Outline(Path2D.Double path, double left, double top, double right, double bottom) {
    this.path = path;
    this.left = left;
    this.top = top;
    this.right = right;
    this.bottom = bottom;
  }

  static Outline of(Shape shape, AffineTransform placement) {
    PathIterator edges = shape.getPathIterator(placement, FLATNESS);
    Path2D.Double path = new Path2D.Double(edges.getWindingRule());
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    double[] point = new double[6];
    for (; !edges.isDone(); edges.next()) {
      int kind = edges.currentSegment(point);
      if (kind == PathIterator.SEG_CLOSE) {
        path.closePath();
        continue;
      }
      if (kind == PathIterator.SEG_MOVETO) {
        path.moveTo(point[0], point[1]);
      } else {
        path.lineTo(point[0], point[1]);
      }
      left = Math.min(left, point[0]);
      top = Math.min(top, point[1]);
      right = Math.max(right, point[0]);
      bottom = Math.max(bottom, point[1]);
    }
    return new Outline(path, left, top, right, bottom);
  }

  /**
   * What a pen covers that is led along this outline.
   *
   * @param width of the pen, in pixels
   * @param join a constant of {@link BasicStroke}
   */
  Outline stroked(double width, int join) {
    BasicStroke pen = new BasicStroke((float) width, BasicStroke.CAP_BUTT, join, MITER_LIMIT);
    return of(pen.createStrokedShape(path), new AffineTransform());
  }

  Outline moved(AffineTransform placement) {
    return of(path, placement);
  }

  boolean contains(double x, double y) {
    return left <= x && x <= right && top <= y && y <= bottom && path.contains(x, y);
  }

  /** To be drawn, not to be changed. */
  Shape shape() {
    return path;
  }

  Rectangle2D bounds() {
    return new Rectangle2D.Double(left, top, right - left, bottom - top);
  }
}
