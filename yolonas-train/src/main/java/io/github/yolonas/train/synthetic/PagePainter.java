package io.github.yolonas.train.synthetic;

import java.awt.geom.AffineTransform;

/**
 * Backgrounds that look like print: no letters, whose pixels no two machines agree on, but bars.
 */
final class PagePainter {
  private static final double MOST_TILT = 0.12;

  private PagePainter() {}

  /** Columns of lines of words. */
  static void page(Canvas canvas, Palette palette, SceneRandom random) {
    canvas.fill(palette.first());
    AffineTransform tilt = tilt(canvas, random);
    int ink = ink(palette, random.between(0.25, 0.75));
    double line = random.between(9, 20);
    int columns = random.in(1, 3);
    double gap = 2 * line;
    double columnWidth = (canvas.width() - gap * (columns + 1)) / columns;
    for (int column = 0; column < columns; column++) {
      double left = gap + column * (columnWidth + gap);
      double y = gap * random.between(0.5, 2);
      while (y < canvas.height() - gap) {
        boolean endsParagraph = random.chance(0.2);
        double end = left + columnWidth * (endsParagraph ? random.between(0.3, 0.8) : 1);
        words(canvas, tilt, ink, random, new double[] {left, end, y, 0.45 * line});
        y += endsParagraph ? 2 * line : line;
      }
    }
  }

  /** A line is where it starts and ends, its top, and how high its letters are. */
  private static void words(
      Canvas canvas, AffineTransform tilt, int ink, SceneRandom random, double[] line) {
    double height = line[3];
    double x = line[0];
    while (x < line[1]) {
      double word = Math.min(line[1] - x, height * random.between(2.5, 9));
      if (word >= 2.5 * height) {
        bar(canvas, tilt, ink, x, line[2], word, height);
      }
      x += word + 0.8 * height;
    }
  }

  /** Lines to write on, and often a margin. */
  static void ruledPaper(Canvas canvas, Palette palette, SceneRandom random) {
    canvas.fill(palette.first());
    AffineTransform tilt = tilt(canvas, random);
    int ink = ink(palette, random.between(0.15, 0.5));
    int tinted = Rgb.mix(ink, Rgb.vivid(random), 0.4);
    double step = random.between(12, 36);
    double thickness = random.between(0.8, 2);
    double reach = canvas.diagonal();
    for (double y = -0.2 * reach; y < 1.2 * reach; y += step) {
      bar(canvas, tilt, tinted, -reach, y, 3 * reach, thickness);
    }
    if (random.chance(0.7)) {
      double margin = canvas.width() * random.between(0.08, 0.25);
      bar(canvas, tilt, Rgb.mix(palette.first(), 0xD03040, 0.7), margin, -reach, 1.5, 3 * reach);
    }
  }

  private static int ink(Palette palette, double strength) {
    boolean dark = Rgb.green(palette.first()) < 128;
    return Rgb.mix(palette.first(), dark ? 0xFFFFFF : 0x101018, strength);
  }

  private static AffineTransform tilt(Canvas canvas, SceneRandom random) {
    double angle = random.between(-MOST_TILT, MOST_TILT);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double x = 0.5 * canvas.width();
    double y = 0.5 * canvas.height();
    return new AffineTransform(cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y);
  }

  private static void bar(
      Canvas canvas,
      AffineTransform tilt,
      int color,
      double x,
      double y,
      double width,
      double height) {
    canvas.fill(
        Outline.of(PathPen.polygon(x, y, x + width, y, x + width, y + height, x, y + height), tilt),
        color);
  }
}
