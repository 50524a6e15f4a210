package io.github.yolonas.train.synthetic;

import java.awt.Color;

/** Colours as {@code 0xRRGGBB}. */
final class Rgb {
  private static final double GRAY_SHARE = 0.2;

  private Rgb() {}

  static int of(int red, int green, int blue) {
    return red << 16 | green << 8 | blue;
  }

  static int red(int rgb) {
    return rgb >> 16 & 0xFF;
  }

  static int green(int rgb) {
    return rgb >> 8 & 0xFF;
  }

  static int blue(int rgb) {
    return rgb & 0xFF;
  }

  static int hsb(double hue, double saturation, double brightness) {
    return Color.HSBtoRGB((float) hue, (float) saturation, (float) brightness) & 0xFFFFFF;
  }

  /** A colour as things are printed in: strong, or black, white and the grays between. */
  static int vivid(SceneRandom random) {
    if (random.chance(GRAY_SHARE)) {
      double tone = random.unit();
      return hsb(0, 0, tone < 0.4 ? 0.2 * tone : tone < 0.7 ? 0.92 + 0.1 * (tone - 0.4) : tone);
    }
    return hsb(random.unit(), random.between(0.5, 1), random.between(0.35, 1));
  }

  /** The nearer {@code share} is to 1, the more of {@code other}. */
  static int mix(int one, int other, double share) {
    return of(
        blend(red(one), red(other), share),
        blend(green(one), green(other), share),
        blend(blue(one), blue(other), share));
  }

  private static int blend(int one, int other, double share) {
    return (int) (one + (other - one) * share + 0.5);
  }

  /** How different two colours look, from 0 to 255: eyes are keenest on green. */
  static double distance(int one, int other) {
    int red = red(one) - red(other);
    int green = green(one) - green(other);
    int blue = blue(one) - blue(other);
    return Math.sqrt((3 * red * red + 4 * green * green + 2 * blue * blue) / 9.0);
  }
}
