package io.github.yolonas.train.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * What is behind the objects. Immutable.
 *
 * @param kind of pattern
 * @param palette its colours
 * @param clutter how many strokes and blobs lie on it, none of which is a symbol
 * @param seed of all that it is drawn with
 */
record Background(Kind kind, Palette palette, int clutter, long seed) {
  private static final double CLUTTERED_SHARE = 0.35;

  /** The patterns. */
  enum Kind {
    PLAIN,
    LINEAR_GRADIENT,
    RADIAL_GRADIENT,
    STRIPES,
    CHECKERS,
    NOISE,
    CLOUDS,
    MARBLE,
    PAGE,
    RULED_PAPER,
    BLOBS,
    SCRIBBLES
  }

  static Background random(SceneRandom random) {
    Kind kind = Kind.values()[random.below(Kind.values().length)];
    Palette palette =
        switch (kind) {
          case PAGE, RULED_PAPER -> Palette.paper(random);
          case BLOBS, SCRIBBLES -> withAccents(random);
          default -> Palette.harmonic(random);
        };
    if (!random.chance(CLUTTERED_SHARE)) {
      return new Background(kind, palette, 0, random.nextLong());
    }
    List<Integer> accents = new ArrayList<>(palette.accents());
    accents.add(Rgb.vivid(random));
    return new Background(kind, palette.withAccents(accents), random.in(1, 5), random.nextLong());
  }

  private static Palette withAccents(SceneRandom random) {
    Palette palette = Palette.harmonic(random);
    int first = Rgb.mix(palette.first(), Rgb.vivid(random), random.between(0.3, 0.8));
    int second = Rgb.mix(palette.first(), Rgb.vivid(random), random.between(0.3, 0.8));
    return palette.withAccents(List.of(first, second));
  }

  void paint(Canvas canvas) {
    SceneRandom random = new SceneRandom(seed);
    switch (kind) {
      case PLAIN -> canvas.fill(palette.first());
      case LINEAR_GRADIENT -> PatternPainter.linearGradient(canvas, palette, random);
      case RADIAL_GRADIENT -> PatternPainter.radialGradient(canvas, palette, random);
      case STRIPES -> PatternPainter.stripes(canvas, palette, random);
      case CHECKERS -> PatternPainter.checkers(canvas, palette, random);
      case NOISE -> PatternPainter.noise(canvas, palette, random);
      case CLOUDS -> PatternPainter.clouds(canvas, palette, random);
      case MARBLE -> PatternPainter.marble(canvas, palette, random);
      case PAGE -> PagePainter.page(canvas, palette, random);
      case RULED_PAPER -> PagePainter.ruledPaper(canvas, palette, random);
      case BLOBS -> ClutterPainter.blobs(canvas, palette, random);
      case SCRIBBLES -> ClutterPainter.scribbles(canvas, palette, random);
    }
    for (int i = 0; i < clutter; i++) {
      ClutterPainter.one(canvas, palette.accents(), random);
    }
  }
}
