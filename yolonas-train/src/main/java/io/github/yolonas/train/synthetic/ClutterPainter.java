package io.github.yolonas.train.synthetic;

import java.awt.BasicStroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.List;

/** What a detector must learn to pass over: blobs and strokes, none of which is a symbol. */
final class ClutterPainter {
  private static final int BLOB_POINTS = 64;

  private ClutterPainter() {}

  static void blobs(Canvas canvas, Palette palette, SceneRandom random) {
    canvas.fill(palette.first());
    int count = random.in(6, 22);
    for (int i = 0; i < count; i++) {
      blob(canvas, pick(palette.accents(), random), random);
    }
  }

  static void scribbles(Canvas canvas, Palette palette, SceneRandom random) {
    canvas.fill(palette.first());
    int count = random.in(5, 16);
    for (int i = 0; i < count; i++) {
      stroke(canvas, pick(palette.accents(), random), random);
    }
  }

  static void one(Canvas canvas, List<Integer> colors, SceneRandom random) {
    int color = pick(colors, random);
    if (random.chance(0.6)) {
      stroke(canvas, color, random);
    } else {
      blob(canvas, color, random);
    }
  }

  private static int pick(List<Integer> colors, SceneRandom random) {
    return colors.get(random.below(colors.size()));
  }

  /** Long, bumpy and without corners, so that nobody takes it for a symbol. */
  private static void blob(Canvas canvas, int color, SceneRandom random) {
    double radius = canvas.diagonal() * random.between(0.02, 0.12);
    double angle = random.angle();
    double cos = radius * StrictMath.cos(angle);
    double sin = radius * StrictMath.sin(angle);
    double flat = random.between(0.4, 0.7);
    AffineTransform place =
        new AffineTransform(
            cos,
            sin,
            -flat * sin,
            flat * cos,
            random.between(0, canvas.width()),
            random.between(0, canvas.height()));
    canvas.fill(Outline.of(bumpy(random), place), color);
  }

  private static Path2D bumpy(SceneRandom random) {
    double longer = random.between(0.1, 0.3);
    double threefold = random.between(0.08, 0.24);
    double fourfold = random.between(0.06, 0.18);
    double phase = random.angle();
    double otherPhase = random.angle();
    PathPen pen = new PathPen();
    for (int i = 0; i < BLOB_POINTS; i++) {
      double angle = 2 * Math.PI * i / BLOB_POINTS;
      double radius =
          1
              + longer * StrictMath.cos(2 * angle)
              + threefold * StrictMath.cos(3 * angle + phase)
              + fourfold * StrictMath.cos(4 * angle + otherPhase);
      pen.polar(radius, angle);
    }
    return pen.close();
  }

  /** A line, straight or bent, from somewhere to somewhere else. */
  private static void stroke(Canvas canvas, int color, SceneRandom random) {
    double length = canvas.diagonal() * random.between(0.1, 0.5);
    double angle = random.angle();
    double x = random.between(0, canvas.width());
    double y = random.between(0, canvas.height());
    double endX = x + length * StrictMath.cos(angle);
    double endY = y + length * StrictMath.sin(angle);
    double bend = random.chance(0.5) ? 0 : random.between(-0.5, 0.5);
    double middleX = (x + endX) / 2 - bend * (endY - y);
    double middleY = (y + endY) / 2 + bend * (endX - x);
    Path2D.Double line = new Path2D.Double();
    line.moveTo(x, y);
    line.quadTo(middleX, middleY, endX, endY);
    Outline straight = Outline.of(line, new AffineTransform());
    canvas.fill(straight.stroked(random.between(1, 6), BasicStroke.JOIN_ROUND), color);
  }
}
