package io.github.yolonas.train.synthetic;

import java.awt.BasicStroke;
import java.util.List;

/**
 * How a symbol is printed.
 *
 * @param kind what of it is drawn
 * @param fill its colour inside
 * @param secondFill what the fill shades into; the same for a plain one
 * @param shading how it does so
 * @param stroke the colour of its outline
 * @param strokeWidth of the outline, in pixels
 * @param join how the outline turns corners, a constant of {@link BasicStroke}
 * @param shadow how dark its shadow is, from 0 for none to 1
 */
record SymbolStyle(
    Kind kind,
    int fill,
    int secondFill,
    Shading shading,
    int stroke,
    double strokeWidth,
    int join,
    double shadow) {
  /** Below that, eyes and models no longer tell a symbol from what is behind it. */
  private static final double LEAST_CONTRAST = 70;

  /** The outline of a filled symbol need not differ from its inside as much. */
  private static final double LEAST_INNER_CONTRAST = 45;

  private static final int TRIES = 16;
  private static final int[] JOINS = {
    BasicStroke.JOIN_MITER, BasicStroke.JOIN_ROUND, BasicStroke.JOIN_BEVEL
  };

  /** What of a symbol is drawn. */
  enum Kind {
    FILLED,
    OUTLINED,
    FILLED_AND_OUTLINED
  }

  /** How a fill changes across a symbol. */
  enum Shading {
    LINEAR,
    RADIAL
  }

  /**
   * Any style.
   *
   * @param side the symbol's, in pixels
   * @param toAvoid colours that it is to stand out from
   */
  static SymbolStyle random(SceneRandom random, double side, List<Integer> toAvoid) {
    double choice = random.unit();
    Kind kind =
        choice < 0.5 ? Kind.FILLED : choice < 0.72 ? Kind.OUTLINED : Kind.FILLED_AND_OUTLINED;
    int fill = contrasting(random, toAvoid);
    int second = random.chance(0.5) ? fill : shade(random, fill, toAvoid);
    int stroke = contrasting(random, toAvoid);
    for (int i = 0; i < TRIES && Rgb.distance(stroke, fill) < LEAST_INNER_CONTRAST; i++) {
      stroke = contrasting(random, toAvoid);
    }
    double width =
        kind == Kind.OUTLINED
            ? Math.max(1.5, side * random.between(0.05, 0.12))
            : Math.max(1, side * random.between(0.03, 0.08));
    return new SymbolStyle(
        kind,
        fill,
        second,
        random.chance(0.6) ? Shading.LINEAR : Shading.RADIAL,
        stroke,
        width,
        JOINS[random.below(JOINS.length)],
        random.chance(0.3) ? random.between(0.2, 0.5) : 0);
  }

  private static int contrasting(SceneRandom random, List<Integer> toAvoid) {
    int best = Rgb.vivid(random);
    for (int i = 0; i < TRIES && contrast(best, toAvoid) < LEAST_CONTRAST; i++) {
      int other = Rgb.vivid(random);
      best = contrast(other, toAvoid) > contrast(best, toAvoid) ? other : best;
    }
    return best;
  }

  /** Towards another colour, but only as far as both stand out equally well. */
  private static int shade(SceneRandom random, int color, List<Integer> toAvoid) {
    int other = Rgb.vivid(random);
    for (double share = random.between(0.4, 0.9); share > 0.1; share /= 2) {
      int mixed = Rgb.mix(color, other, share);
      if (contrast(mixed, toAvoid) >= Math.min(LEAST_CONTRAST, contrast(color, toAvoid))) {
        return mixed;
      }
    }
    return color;
  }

  private static double contrast(int color, List<Integer> toAvoid) {
    double least = Double.POSITIVE_INFINITY;
    for (int other : toAvoid) {
      least = Math.min(least, Rgb.distance(color, other));
    }
    return least;
  }

  boolean isFilled() {
    return kind != Kind.OUTLINED;
  }

  boolean isOutlined() {
    return kind != Kind.FILLED;
  }

  /** The colour that most of the symbol is in. */
  int mainColor() {
    return isFilled() ? fill : stroke;
  }
}
