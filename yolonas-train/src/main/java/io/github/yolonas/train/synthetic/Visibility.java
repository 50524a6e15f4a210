package io.github.yolonas.train.synthetic;

import java.awt.geom.Rectangle2D;

/**
 * How much of an object can be seen: of points spread evenly over it, how many lie outside of the
 * image or under objects that were drawn later. The points are those of Roberts' sequence R2, "The
 * unreasonable effectiveness of quasirandom sequences" (2018): a grid would miss thin lines that
 * run along it. Not for use by several threads at once.
 */
final class Visibility {
  private static final int POINTS = 400;
  private static final double STEP_X = 0.7548776662466927;
  private static final double STEP_Y = 0.5698402909980532;

  private final SceneObject object;
  private final double[] x = new double[POINTS];
  private final double[] y = new double[POINTS];
  private final boolean[] hidden = new boolean[POINTS];
  private int points;
  private int hiddenPoints;

  Visibility(SceneObject object, int width, int height) {
    this.object = object;
    Rectangle2D bounds = object.bounds();
    for (int i = 0; i < POINTS; i++) {
      double px = bounds.getX() + (0.5 + i * STEP_X) % 1 * bounds.getWidth();
      double py = bounds.getY() + (0.5 + i * STEP_Y) % 1 * bounds.getHeight();
      if (object.covers(px, py)) {
        x[points] = px;
        y[points] = py;
        hidden[points] = px < 0 || py < 0 || px >= width || py >= height;
        hiddenPoints += hidden[points] ? 1 : 0;
        points++;
      }
    }
  }

  SceneObject object() {
    return object;
  }

  /** The share that cannot be seen, from 0 to 1. */
  double hidden() {
    return share(hiddenPoints);
  }

  private double share(int count) {
    return points == 0 ? 1 : (double) count / points;
  }

  /** What {@link #hidden} would be, were another object drawn on top. */
  double hiddenUnder(SceneObject other) {
    if (!meets(other)) {
      return hidden();
    }
    int count = 0;
    for (int i = 0; i < points; i++) {
      count += hidden[i] || other.covers(x[i], y[i]) ? 1 : 0;
    }
    return share(count);
  }

  /** Another object is drawn on top. */
  void cover(SceneObject other) {
    if (!meets(other)) {
      return;
    }
    for (int i = 0; i < points; i++) {
      if (!hidden[i] && other.covers(x[i], y[i])) {
        hidden[i] = true;
        hiddenPoints++;
      }
    }
  }

  /** Whether the object may reach into a square about a point. */
  boolean isWithin(double halfSide, double centerX, double centerY) {
    return object
        .bounds()
        .intersects(centerX - halfSide, centerY - halfSide, 2 * halfSide, 2 * halfSide);
  }

  private boolean meets(SceneObject other) {
    return object.bounds().intersects(other.bounds());
  }
}
