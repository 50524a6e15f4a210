package io.github.yolonas.train.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * The colours of a background.
 *
 * @param ground what it shades between, two or more; the first is what most of it is in
 * @param accents what else is drawn on it
 */
record Palette(List<Integer> ground, List<Integer> accents) {
  private static final int SHADES = 256;
  private static final int SHADES_TO_AVOID = 5;

  Palette {
    ground = List.copyOf(ground);
    accents = List.copyOf(accents);
  }

  /** Neighbouring or opposite hues, soft rather than loud, so that symbols stand out. */
  static Palette harmonic(SceneRandom random) {
    double hue = random.unit();
    double step = random.chance(0.3) ? 0.5 : random.between(-0.14, 0.14);
    double saturation = random.chance(0.3) ? random.between(0.5, 0.9) : random.between(0.05, 0.5);
    double brightness = random.chance(0.25) ? random.between(0.12, 0.4) : random.between(0.6, 1);
    List<Integer> ground = new ArrayList<>();
    int colors = random.in(2, 3);
    for (int i = 0; i < colors; i++) {
      double light = Math.min(1, Math.max(0.08, brightness + random.between(-0.22, 0.22)));
      ground.add(Rgb.hsb(hue + i * step, saturation * random.between(0.6, 1.1), light));
    }
    return new Palette(ground, List.of());
  }

  /** Paper, nearly white or tinted; now and then a dark board. */
  static Palette paper(SceneRandom random) {
    boolean board = random.chance(0.15);
    double light = board ? random.between(0.1, 0.25) : random.between(0.82, 1);
    int paper = Rgb.hsb(random.unit(), random.between(0, board ? 0.5 : 0.14), light);
    int other = Rgb.mix(paper, board ? 0xFFFFFF : 0x000000, random.between(0.02, 0.1));
    return new Palette(List.of(paper, other), List.of());
  }

  Palette withAccents(List<Integer> colors) {
    return new Palette(ground, colors);
  }

  int first() {
    return ground.get(0);
  }

  /** The ground from its first colour to its last, in 256 steps. */
  int[] ramp() {
    return ramp(SHADES);
  }

  private int[] ramp(int steps) {
    int[] ramp = new int[steps];
    for (int i = 0; i < steps; i++) {
      double at = (double) i / (steps - 1) * (ground.size() - 1);
      int part = Math.min((int) at, ground.size() - 2);
      ramp[i] = Rgb.mix(ground.get(part), ground.get(part + 1), at - part);
    }
    return ramp;
  }

  /** Colours from which a symbol has to differ to be seen. */
  List<Integer> toAvoid() {
    List<Integer> colors = new ArrayList<>(accents);
    for (int color : ramp(SHADES_TO_AVOID)) {
      colors.add(color);
    }
    return colors;
  }
}
