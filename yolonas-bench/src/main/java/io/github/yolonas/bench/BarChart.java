package io.github.yolonas.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;

/**
 * Bars from the left, as long as medians, with a line over the range of the quartiles. All text
 * starts at a fixed place, so that it does not matter how wide a viewer's font is.
 *
 * @param title in large letters
 * @param subtitle below it
 * @param bars from top to bottom
 */
record BarChart(String title, String subtitle, List<Bar> bars) {
  static final int WIDTH = 860;

  private static final int MARGIN = 24;
  private static final int HEAD = 84;
  private static final int ROW = 40;
  private static final int BAR = 24;
  private static final int LEFT = 200;
  private static final int VALUE_SPACE = 110;

  private static final Color OURS = new Color(0x0B6E99);
  private static final Color OTHERS = new Color(0xB4BEC7);
  private static final Color INK = new Color(0x24292F);
  private static final Color FAINT = new Color(0x6A737D);

  /**
   * One bar.
   *
   * @param label to its left
   * @param value its length
   * @param emphasized whether it is in colour
   */
  record Bar(String label, Quartiles value, boolean emphasized) {}

  /** Copies the list. */
  BarChart {
    bars = List.copyOf(bars);
  }

  /** As many pixels as the bars need. */
  int height() {
    return HEAD + ROW * bars.size() + MARGIN;
  }

  void draw(Graphics2D graphics) {
    graphics.setColor(Color.WHITE);
    graphics.fill(new Rectangle2D.Double(0, 0, WIDTH, height()));
    text(graphics, title, MARGIN, 40, Font.BOLD, 20, INK);
    text(graphics, subtitle, MARGIN, 62, Font.PLAIN, 12, FAINT);
    double longest = bars.stream().mapToDouble(bar -> bar.value().third()).max().orElse(1);
    double scale = (WIDTH - LEFT - VALUE_SPACE) / longest;
    for (int i = 0; i < bars.size(); i++) {
      draw(graphics, bars.get(i), HEAD + ROW * i, scale);
    }
  }

  private static void draw(Graphics2D graphics, Bar bar, int top, double scale) {
    double length = Math.max(1, scale * bar.value().median());
    int base = top + BAR / 2 + 5;
    int style = bar.emphasized() ? Font.BOLD : Font.PLAIN;
    text(graphics, bar.label(), MARGIN, base, style, 14, INK);
    graphics.setColor(bar.emphasized() ? OURS : OTHERS);
    graphics.fill(new Rectangle2D.Double(LEFT, top, length, BAR));
    graphics.setColor(INK);
    graphics.setStroke(new BasicStroke(1.5f));
    double middle = top + BAR / 2.0;
    double third = LEFT + scale * bar.value().third();
    graphics.draw(new Line2D.Double(LEFT + scale * bar.value().first(), middle, third, middle));
    String value = String.format(Locale.ROOT, "%.1f", bar.value().median());
    text(graphics, value, (int) Math.max(third, LEFT + length) + 8, base, style, 14, INK);
  }

  private static void text(
      Graphics2D graphics, String text, int x, int y, int style, int size, Color color) {
    graphics.setFont(new Font(Font.SANS_SERIF, style, size));
    graphics.setColor(color);
    graphics.drawString(text, x, y);
  }
}
