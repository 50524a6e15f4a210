package io.github.yolonas.draw;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.font.TextLayout;

/** A measured text and the size of the plate it stands on. */
record Label(TextLayout text, int width, int height, int padding) {

  static Label of(TextLayout text, int padding) {
    return new Label(
        text,
        (int) Math.ceil(text.getAdvance()) + 2 * padding,
        (int) Math.ceil(text.getAscent() + text.getDescent()),
        padding);
  }

  /** Fills the plate at its place and writes on it. */
  void draw(Graphics2D graphics, Rectangle place, Color background) {
    graphics.setColor(background);
    graphics.fill(place);
    graphics.setColor(Palette.textOn(background));
    text.draw(graphics, place.x + padding, place.y + text.getAscent());
  }
}
