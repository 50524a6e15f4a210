package io.github.yolonas.draw;

import java.awt.Color;

/**
 * Colours of classes by label, the same in every run.
 *
 * <p>Hues advance by the golden angle, so that any first n of them lie far apart, and lightness
 * steps through three values, so that hues which come close after many labels still differ. Both
 * are counted in OKLCH, a cylinder of lightness, chroma and hue in which equal distances look about
 * equal; in HSB half of the circle would be greens.
 *
 * @see <a href="https://bottosson.github.io/posts/oklab/">Björn Ottosson: A perceptual color space
 *     for image processing</a>
 */
public final class Palette {
  /** The hue of label 0, in degrees: crimson. */
  private static final double FIRST_HUE = 0;

  /** 360° divided by the square of the golden ratio. */
  private static final double GOLDEN_ANGLE = 180 * (3 - Math.sqrt(5));

  private static final double[] LIGHTNESS = {0.56, 0.7, 0.82};
  private static final double CHROMA = 0.2;

  /** Relative luminance at which black and white text contrast equally (WCAG 2: √(1.05·0.05)). */
  private static final double EQUAL_CONTRAST = Math.sqrt(1.05 * 0.05) - 0.05;

  private Palette() {}

  /** The colour of a label, opaque. */
  public static Color of(int label) {
    double hue = Math.toRadians(FIRST_HUE + label * GOLDEN_ANGLE);
    double lightness = LIGHTNESS[Math.floorMod(label, LIGHTNESS.length)];
    return oklab(lightness, CHROMA * Math.cos(hue), CHROMA * Math.sin(hue));
  }

  /** Black or white, whichever is easier to read on a background. */
  public static Color textOn(Color background) {
    double luminance =
        0.2126 * linear(background.getRed())
            + 0.7152 * linear(background.getGreen())
            + 0.0722 * linear(background.getBlue());
    return luminance > EQUAL_CONTRAST ? Color.BLACK : Color.WHITE;
  }

  private static Color oklab(double lightness, double a, double b) {
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return new Color(
        encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
        encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
        encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
  }

  private static double cube(double value) {
    return value * value * value;
  }

  /** A linear component, 0 to 1 and cut there, to sRGB's 0 to 255. */
  private static int encoded(double linear) {
    double c = Math.min(Math.max(linear, 0), 1);
    return (int)
        Math.round(255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * Math.pow(c, 1 / 2.4) - 0.055));
  }

  private static double linear(int encoded) {
    double c = encoded / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
