package io.github.yolonas.video.track;

import io.github.yolonas.postprocess.BoundingBox;

/**
 * Where a box is and will be: centre, aspect (width over height) and height, each by a filter of
 * its own. Uncertainties are shares of the height, since near objects are large and move fast; the
 * numbers are SORT's with a deep association metric (Wojke et al., 2017), which ByteTrack uses.
 */
final class BoxMotion {
  private static final double POSITION = 1.0 / 20;
  private static final double VELOCITY = 1.0 / 160;
  private static final double ASPECT = 1e-2;
  private static final double ASPECT_MEASURED = 1e-1;
  private static final double ASPECT_VELOCITY = 1e-5;

  private final ConstantVelocity centerX;
  private final ConstantVelocity centerY;
  private final ConstantVelocity aspect;
  private final ConstantVelocity height;

  BoxMotion(BoundingBox first) {
    double position = 2 * POSITION * first.height();
    double velocity = 10 * VELOCITY * first.height();
    centerX = new ConstantVelocity(first.centerX(), position, velocity);
    centerY = new ConstantVelocity(first.centerY(), position, velocity);
    aspect = new ConstantVelocity(aspect(first), ASPECT, ASPECT_VELOCITY);
    height = new ConstantVelocity(first.height(), position, velocity);
  }

  private static double aspect(BoundingBox box) {
    return box.width() / (double) box.height();
  }

  /** One update ahead. A hidden box keeps its size, which nothing confirms. */
  void predict(boolean hidden) {
    if (hidden) {
      height.stop();
    }
    double h = height.position();
    centerX.predict(POSITION * h, VELOCITY * h);
    centerY.predict(POSITION * h, VELOCITY * h);
    aspect.predict(ASPECT, ASPECT_VELOCITY);
    height.predict(POSITION * h, VELOCITY * h);
  }

  void update(BoundingBox found) {
    double deviation = POSITION * height.position();
    centerX.update(found.centerX(), deviation);
    centerY.update(found.centerY(), deviation);
    aspect.update(aspect(found), ASPECT_MEASURED);
    height.update(found.height(), deviation);
  }

  BoundingBox box() {
    double h = height.position();
    return BoundingBox.fromCxcywh(
        (float) centerX.position(),
        (float) centerY.position(),
        (float) (aspect.position() * h),
        (float) h);
  }
}
