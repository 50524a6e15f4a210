package io.github.yolonas.annotate;

/**
 * Colours from cool to hot: blue, violet, red, orange, yellow. Lightness rises all the way, so that
 * the order can be read in gray too, and by those who see colours otherwise.
 */
final class HeatColors {
  private static final int[][] STOPS = {
    {30, 40, 190}, {130, 30, 180}, {215, 45, 90}, {250, 140, 20}, {255, 240, 90}
  };

  /** From this heat on, the opacity is full; below, colours fade in. */
  private static final double SOLID = 0.4;

  private HeatColors() {}

  /** {@code 0xAARRGGBB} of a heat from 0 to 1. */
  static int argb(double heat, double opacity) {
    double place = heat * (STOPS.length - 1);
    int stop = (int) Math.min(place, STOPS.length - 2.0);
    int argb = (int) Math.round(255 * opacity * Math.min(1, heat / SOLID));
    for (int channel = 0; channel < 3; channel++) {
      double low = STOPS[stop][channel];
      double high = STOPS[stop + 1][channel];
      argb = argb << 8 | (int) Math.round(low + (high - low) * (place - stop));
    }
    return argb;
  }
}
