package io.github.yolonas.train.synthetic;

/** Backgrounds whose every pixel is computed. */
final class PatternPainter {
  private PatternPainter() {}

  static void linearGradient(Canvas canvas, Palette palette, SceneRandom random) {
    double angle = random.angle();
    double dx = StrictMath.cos(angle) / canvas.diagonal();
    double dy = StrictMath.sin(angle) / canvas.diagonal();
    double middle = 0.5 - 0.5 * (dx * canvas.width() + dy * canvas.height());
    canvas.shade(palette.ramp(), (x, y) -> dx * x + dy * y + middle);
  }

  static void radialGradient(Canvas canvas, Palette palette, SceneRandom random) {
    double centerX = random.between(0, canvas.width());
    double centerY = random.between(0, canvas.height());
    double scale = 1 / (canvas.diagonal() * random.between(0.5, 1));
    canvas.shade(
        palette.ramp(),
        (x, y) -> scale * Math.sqrt((x - centerX) * (x - centerX) + (y - centerY) * (y - centerY)));
  }

  static void stripes(Canvas canvas, Palette palette, SceneRandom random) {
    double angle = random.angle();
    double dx = StrictMath.cos(angle);
    double dy = StrictMath.sin(angle);
    double period = random.between(8, 70);
    double duty = random.between(0.3, 0.7);
    canvas.shade(palette.ramp(), (x, y) -> wave(dx * x + dy * y, period, duty));
  }

  /** Oblong or slanted cells: a square is a class. */
  static void checkers(Canvas canvas, Palette palette, SceneRandom random) {
    double angle = random.angle();
    double dx = StrictMath.cos(angle);
    double dy = StrictMath.sin(angle);
    double period = random.between(12, 60);
    double other = period * random.between(1.6, 3);
    double slant = random.between(-0.8, 0.8);
    canvas.shade(
        palette.ramp(),
        (x, y) -> {
          double along = dx * x + dy * y;
          double one = 2 * wave(along, period, 0.5) - 1;
          double two = 2 * wave(dx * y - dy * x + slant * along, other, 0.5) - 1;
          return 0.5 + 0.5 * one * two;
        });
  }

  /** 0 and 1 by turns, with an edge one pixel wide between them. */
  private static double wave(double at, double period, double duty) {
    double phase = at / period;
    double place = (phase - Math.floor(phase)) * period;
    double high = duty * period;
    double inside =
        place < high ? Math.min(place, high - place) : -Math.min(place - high, period - place);
    return Math.max(0, Math.min(1, inside + 0.5));
  }

  /** Grains of one to four pixels. */
  static void noise(Canvas canvas, Palette palette, SceneRandom random) {
    int grain = random.in(1, 4);
    double strength = random.between(0.15, 0.7);
    int columns = canvas.width() / grain + 1;
    float[] values = new float[columns * (canvas.height() / grain + 1)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.5 + strength * (random.unit() - 0.5));
    }
    canvas.shade(palette.ramp(), (x, y) -> values[y / grain * columns + x / grain]);
  }

  static void clouds(Canvas canvas, Palette palette, SceneRandom random) {
    ValueNoise noise = new ValueNoise(canvas.width(), canvas.height(), random);
    canvas.shade(palette.ramp(), noise::at);
  }

  /** Veins: bands that are bent by clouds. */
  static void marble(Canvas canvas, Palette palette, SceneRandom random) {
    ValueNoise noise = new ValueNoise(canvas.width(), canvas.height(), random);
    double angle = random.angle();
    double dx = StrictMath.cos(angle) * random.between(0.005, 0.02);
    double dy = StrictMath.sin(angle) * random.between(0.005, 0.02);
    double bend = random.between(2, 5);
    canvas.shade(
        palette.ramp(),
        (x, y) -> {
          double phase = dx * x + dy * y + bend * noise.at(x, y);
          return Math.abs(2 * (phase - Math.floor(phase)) - 1);
        });
  }
}
