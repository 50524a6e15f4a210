package io.github.yolonas.video.track;

/**
 * A Kalman filter of one coordinate that moves steadily: its state is a position and a velocity per
 * update, its measurement a position.
 *
 * <p>The filter that trackers use has eight dimensions: four coordinates of a box and their
 * velocities. But its noises are independent, its motion moves each coordinate by its own velocity,
 * and it measures each by itself; so its 8×8 covariance is four blocks of 2×2 for ever, and it is
 * the same as four of these.
 */
final class ConstantVelocity {
  private double position;
  private double velocity;

  // The covariance of the two, symmetric.
  private double pp;
  private double pv;
  private double vv;

  /** At rest, with these standard deviations. */
  ConstantVelocity(double position, double positionDeviation, double velocityDeviation) {
    this.position = position;
    pp = positionDeviation * positionDeviation;
    vv = velocityDeviation * velocityDeviation;
  }

  /** One step ahead: {@code P ← F·P·Fᵀ + Q} with {@code F = [1 1; 0 1]} and a diagonal Q. */
  void predict(double positionDeviation, double velocityDeviation) {
    position += velocity;
    pp += 2 * pv + vv + positionDeviation * positionDeviation;
    pv += vv;
    vv += velocityDeviation * velocityDeviation;
  }

  /** Takes a measurement in: {@code K = P·Hᵀ/S} with {@code S = pp + R}, {@code P ← P − K·S·Kᵀ}. */
  void update(double measured, double deviation) {
    double s = pp + deviation * deviation;
    double positionGain = pp / s;
    double velocityGain = pv / s;
    double surprise = measured - position;
    position += positionGain * surprise;
    velocity += velocityGain * surprise;
    vv -= velocityGain * pv;
    pv -= positionGain * pv;
    pp -= positionGain * pp;
  }

  double position() {
    return position;
  }

  double velocity() {
    return velocity;
  }

  double positionVariance() {
    return pp;
  }

  double velocityVariance() {
    return vv;
  }

  double covariance() {
    return pv;
  }

  /** Forgets the velocity, but not how uncertain it is. */
  void stop() {
    velocity = 0;
  }
}
