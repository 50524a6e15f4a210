package io.github.yolonas.quantize;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * How often each magnitude (absolute value) other than 0 occurred.
 *
 * <p>The images come one by one, and the greatest magnitude is known only at the end. So whenever a
 * value does not fit, the bins double their width: neighbours are added together, and nothing needs
 * to be seen twice. Zeros are left out, since every choice of range keeps them exactly; behind a
 * ReLU they are half of all values, and would drown the others.
 */
final class MagnitudeHistogram {
  /** How many bins there are. */
  static final int BINS = 2048;

  private final double[] counts = new double[BINS];
  private double width;

  /** Adds values none of which has a greater magnitude than {@code greatest}. */
  void add(Tensor values, double greatest) {
    if (greatest == 0) {
      return;
    }
    if (width == 0) {
      width = greatest / BINS;
    }
    while (greatest > limit()) {
      doubleWidth();
    }
    try (PointerScope scope = new PointerScope()) {
      Tensor magnitudes = values.abs();
      Tensor counted = torch.histc(magnitudes, BINS, new Scalar(0.0), new Scalar(limit()));
      FloatPointer bins = new FloatPointer(counted.data_ptr()).capacity(BINS);
      for (int i = 0; i < BINS; i++) {
        counts[i] += bins.get(i);
      }
      counts[0] -= values.eq(new Scalar(0)).sum().item().toDouble();
    }
  }

  private void doubleWidth() {
    for (int i = 0; i < BINS; i++) {
      counts[i] = i < BINS / 2 ? counts[2 * i] + counts[2 * i + 1] : 0;
    }
    width *= 2;
  }

  private double limit() {
    return BINS * width;
  }

  /** Whether nothing but zeros was seen. */
  boolean isEmpty() {
    return width == 0;
  }

  /** Occurrences by bin, from 0 upwards; a copy. */
  double[] counts() {
    return counts.clone();
  }

  /** The upper edge of the first {@code bins} bins. */
  double edge(int bins) {
    return bins * width;
  }

  /** The least magnitude that {@code percent} of the values other than 0 do not pass. */
  double percentile(double percent) {
    double total = 0;
    for (double count : counts) {
      total += count;
    }
    double below = 0;
    for (int i = 0; i < BINS; i++) {
      below += counts[i];
      if (below >= total * percent / 100) {
        return edge(i + 1);
      }
    }
    return limit();
  }
}
