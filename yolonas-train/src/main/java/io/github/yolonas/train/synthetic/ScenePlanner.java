package io.github.yolonas.train.synthetic;

import java.util.List;

/** Decides what is on an image. Immutable and thread-safe. */
final class ScenePlanner {
  private static final int TRIES = 8;

  /** Smaller is nothing but a spot. */
  private static final double SMALLEST_SIDE = 8;

  /** Above 1: more objects are small than large. */
  private static final double SIZE_SKEW = 1.15;

  private final SyntheticOptions options;
  private final List<Symbol> symbols;

  ScenePlanner(SyntheticOptions options) {
    this.options = options;
    this.symbols = options.classNames().stream().map(Symbol::named).toList();
  }

  Scene plan(int index) {
    SceneRandom random = SceneRandom.of(options.seed(), index);
    int width = random.in(options.width());
    int height = random.in(options.height());
    Background background = Background.random(random.fork());
    List<SceneObject> objects = objects(random.fork(), width, height, background);
    SceneRandom last = random.fork();
    Degradation degradation =
        last.chance(options.degradedShare())
            ? Degradation.random(last, smallest(objects))
            : Degradation.NONE;
    return new Scene(width, height, background, objects, degradation);
  }

  private static double smallest(List<SceneObject> objects) {
    return objects.stream().mapToDouble(SceneObject::side).min().orElse(Double.POSITIVE_INFINITY);
  }

  private List<SceneObject> objects(
      SceneRandom random, int width, int height, Background background) {
    Arrangement arrangement =
        new Arrangement(width, height, background.palette().toAvoid(), options.maxHidden());
    int count = random.in(options.objects());
    // Where there are many, they are smaller, or most would not find a place.
    double crowding = 1 / Math.sqrt(Math.max(1, count / 2.5));
    for (int i = 0; i < count; i++) {
      SceneRandom own = random.fork();
      Symbol symbol = symbols.get(own.below(symbols.size()));
      boolean found = false;
      for (int tried = 0; tried < TRIES && !found; tried++) {
        found = arrangement.add(own, symbol, side(own, symbol, Math.min(width, height), crowding));
      }
    }
    return arrangement.objects();
  }

  private double side(SceneRandom random, Symbol symbol, int shorter, double crowding) {
    double least = Math.max(options.smallestObject(), symbol.smallest);
    double most = Math.max(least, options.largestObject() * crowding);
    double share = least + (most - least) * StrictMath.pow(random.unit(), SIZE_SKEW);
    return Math.max(SMALLEST_SIDE, share * shorter);
  }
}
