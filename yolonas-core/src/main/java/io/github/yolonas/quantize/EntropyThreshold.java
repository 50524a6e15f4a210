package io.github.yolonas.quantize;

import java.util.Arrays;

/**
 * Where to cut a distribution of magnitudes so that 8-bit integers tell most about it.
 *
 * <p>A wide range has coarse steps, a narrow one cuts off values. For each candidate the histogram
 * P up to the cut, with everything beyond it piled onto its last bin, is compared with Q, the same
 * bins after quantization: gathered into as many groups as there are integers, each group's count
 * spread evenly over those of its bins that held something. Q knows nothing of what was cut off.
 * The candidate with the least divergence Σ P log(P / Q) is taken (Migacz, "8-bit Inference with
 * TensorRT", 2017).
 */
final class EntropyThreshold {
  private static final int LEVELS = 128;
  private static final int STEP = 16;

  /** What Q gives to a bin that P holds and Q lost, so that the divergence stays finite. */
  private static final double LOST = 1e-9;

  private EntropyThreshold() {}

  /** The magnitude to cut at. */
  static double of(MagnitudeHistogram histogram) {
    double[] counts = histogram.counts();
    int best = counts.length;
    double least = Double.POSITIVE_INFINITY;
    for (int bins = counts.length; bins >= LEVELS; bins -= STEP) {
      double divergence = divergence(counts, bins);
      if (divergence < least) {
        least = divergence;
        best = bins;
      }
    }
    return histogram.edge(best);
  }

  private static double divergence(double[] counts, int bins) {
    double[] q = quantized(counts, bins);
    double total = Arrays.stream(counts).sum();
    double kept = Arrays.stream(q).sum();
    double beyond = total - Arrays.stream(counts, 0, bins).sum();
    double sum = 0;
    for (int i = 0; i < bins; i++) {
      double p = (counts[i] + (i == bins - 1 ? beyond : 0)) / total;
      if (p > 0) {
        sum += p * Math.log(p / Math.max(q[i] / kept, LOST));
      }
    }
    return sum;
  }

  private static double[] quantized(double[] counts, int bins) {
    double[] q = new double[bins];
    for (int level = 0; level < LEVELS; level++) {
      int from = level * bins / LEVELS;
      int to = (level + 1) * bins / LEVELS;
      double count = 0;
      int occupied = 0;
      for (int i = from; i < to; i++) {
        count += counts[i];
        occupied += counts[i] > 0 ? 1 : 0;
      }
      for (int i = from; i < to; i++) {
        q[i] = counts[i] > 0 ? count / occupied : 0;
      }
    }
    return q;
  }
}
