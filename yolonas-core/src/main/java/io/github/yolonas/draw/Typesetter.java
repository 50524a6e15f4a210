package io.github.yolonas.draw;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.font.TextMeasurer;
import java.text.AttributedString;
import java.util.Optional;

/**
 * Sets labels in the logical font SansSerif, which the JVM composes of all the fonts it finds, so
 * that a class name in any script has its glyphs if some font has them.
 */
final class Typesetter {
  private static final String ELLIPSIS = "…";

  private final Font font;
  private final FontRenderContext context;
  private final int padding;

  /**
   * A typesetter for one image.
   *
   * @throws IllegalStateException if the JVM finds no font
   */
  Typesetter(Scale scale, FontRenderContext context) {
    this.font = new Font(Font.SANS_SERIF, Font.BOLD, 1).deriveFont(scale.textSize());
    this.context = context;
    this.padding = scale.padding();
    InstalledFonts.require(font, "labels need", ", or draw with showLabels(false)");
  }

  /**
   * The label of a name and a score; a name too long for it is cut and ends in an ellipsis.
   *
   * @param name the class name
   * @param score what follows it, or an empty text
   * @param widest most pixels of the plate
   * @return empty if there is no text, or no room even for an ellipsis and the score
   */
  Optional<Label> label(String name, String score, int widest) {
    String printable = name.replaceAll("\\p{Cc}", " ").strip();
    String text = (printable + " " + score).strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Label whole = set(text);
    return whole.width() <= widest ? Optional.of(whole) : cut(printable, score, widest);
  }

  private Optional<Label> cut(String name, String score, int widest) {
    String end = (ELLIPSIS + " " + score).strip();
    Label shortest = set(end);
    int room = widest - shortest.width();
    if (room < 0) {
      return Optional.empty();
    }
    String begin = name.substring(0, name.isEmpty() ? 0 : fitting(name, room)).strip();
    return Optional.of(begin.isEmpty() ? shortest : set(begin + end))
        .filter(l -> l.width() <= widest);
  }

  /** How many of the characters fit; a character of two {@code char}s is not torn apart. */
  private int fitting(String name, int room) {
    AttributedString styled = new AttributedString(name);
    styled.addAttribute(TextAttribute.FONT, font);
    int fits = new TextMeasurer(styled.getIterator(), context).getLineBreakIndex(0, room);
    boolean torn = fits > 0 && Character.isHighSurrogate(name.charAt(fits - 1));
    return torn ? fits - 1 : fits;
  }

  private Label set(String text) {
    return Label.of(new TextLayout(text, font, context), padding);
  }
}
