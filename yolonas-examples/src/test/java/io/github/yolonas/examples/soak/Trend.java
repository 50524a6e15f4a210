package io.github.yolonas.examples.soak;

import java.util.List;

/**
 * How a figure develops: the straight line of least squares through its samples.
 *
 * @param first value of the line at the first sample
 * @param perMinute slope
 * @param growth what the line grows by from the first sample to the last
 * @param least smallest sample
 * @param most largest sample
 */
record Trend(double first, double perMinute, double growth, double least, double most) {

  /** A sample: seconds since the beginning, and the figure then. */
  record Sample(double seconds, double value) {}

  /** Through at least two samples at different times. */
  static Trend of(List<Sample> samples) {
    double meanX = samples.stream().mapToDouble(Sample::seconds).average().orElseThrow();
    double meanY = samples.stream().mapToDouble(Sample::value).average().orElseThrow();
    double covariance = 0;
    double variance = 0;
    for (Sample s : samples) {
      covariance += (s.seconds - meanX) * (s.value - meanY);
      variance += (s.seconds - meanX) * (s.seconds - meanX);
    }
    if (variance == 0) {
      throw new IllegalArgumentException(
          "samples: expected two or more at different times, found " + samples);
    }
    double slope = covariance / variance;
    double begin = samples.get(0).seconds;
    double end = samples.get(samples.size() - 1).seconds;
    return new Trend(
        meanY + slope * (begin - meanX),
        60 * slope,
        slope * (end - begin),
        samples.stream().mapToDouble(Sample::value).min().orElseThrow(),
        samples.stream().mapToDouble(Sample::value).max().orElseThrow());
  }
}
