package io.github.yolonas.train.synthetic;

import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects on an image as they are added one on top of another, so that of none too much is hidden.
 * Not for use by several threads at once.
 */
final class Arrangement {
  /** How much longer or shorter an object may be one way than the other. */
  private static final double MOST_STRETCH = 1.12;

  private final int width;
  private final int height;
  private final List<Integer> backgroundColors;
  private final double maxHidden;
  private final List<Visibility> placed = new ArrayList<>();

  Arrangement(int width, int height, List<Integer> backgroundColors, double maxHidden) {
    this.width = width;
    this.height = height;
    this.backgroundColors = backgroundColors;
    this.maxHidden = maxHidden;
  }

  /** The objects, the first at the bottom. */
  List<SceneObject> objects() {
    return placed.stream().map(Visibility::object).toList();
  }

  /**
   * Puts a symbol somewhere on top.
   *
   * @param side in pixels
   * @return whether it was added: not if it or one below would be hidden too much
   */
  boolean add(SceneRandom random, Symbol symbol, double side) {
    AffineTransform place = place(random, side);
    List<Integer> toAvoid = new ArrayList<>(backgroundColors);
    for (Visibility below : placed) {
      if (below.isWithin(0.5 * side, place.getTranslateX(), place.getTranslateY())) {
        toAvoid.add(below.object().style().mainColor());
      }
    }
    SymbolStyle style = SymbolStyle.random(random, side, toAvoid);
    SceneObject object = SceneObject.of(symbol, side, style, random, place);
    Visibility visibility = new Visibility(object, width, height);
    if (visibility.hidden() > maxHidden
        || placed.stream().anyMatch(below -> below.hiddenUnder(object) > maxHidden)) {
      return false;
    }
    placed.forEach(below -> below.cover(object));
    placed.add(visibility);
    return true;
  }

  /** Turned and stretched in any way; a part of it may be outside of the image. */
  private AffineTransform place(SceneRandom random, double side) {
    double angle = random.angle();
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double across = side;
    double along = side / random.between(1, MOST_STRETCH);
    double margin = 0.3 * side;
    return new AffineTransform(
        across * cos,
        across * sin,
        -along * sin,
        along * cos,
        random.between(Math.min(margin, 0.5 * width), Math.max(width - margin, 0.5 * width)),
        random.between(Math.min(margin, 0.5 * height), Math.max(height - margin, 0.5 * height)));
  }
}
