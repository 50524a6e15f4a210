package io.github.yolonas.draw;

import java.util.OptionalInt;

/**
 * Sizes that suit an image, in pixels. They grow with the geometric mean of its sides, so that a
 * picture looks the same at any resolution, and a panorama has neither the tiny text of its height
 * nor the huge text of its width. Below some 430 pixels text keeps its least readable size.
 *
 * @param thickness of box lines
 * @param textSize of the font
 */
record Scale(int thickness, float textSize) {
  private static final double THICKNESS = 0.0036;
  private static final double TEXT = 0.023;
  private static final float LEAST_TEXT = 10;

  /** What a plate may take where its box is narrow, in text sizes: some 30 letters. */
  private static final float USUAL_NAME = 20;

  static Scale of(int width, int height, OptionalInt thickness) {
    double side = Math.sqrt((double) width * height);
    return new Scale(
        thickness.orElse((int) Math.max(1, Math.round(THICKNESS * side))),
        (float) Math.max(LEAST_TEXT, TEXT * side));
  }

  /** Width of the shade on both sides of a line, which sets it off from a like background. */
  int shade() {
    return Math.max(1, Math.round(thickness / 2f));
  }

  /** Room left and right of a text on its plate. */
  int padding() {
    return Math.round(0.35f * textSize);
  }

  /** The widest plate: as wide as its box or a usual name, but never wider than the image. */
  int widestPlate(int imageWidth, int boxWidth) {
    return Math.min(imageWidth, Math.max(boxWidth, Math.round(USUAL_NAME * textSize)));
  }
}
