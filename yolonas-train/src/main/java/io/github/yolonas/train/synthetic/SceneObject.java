package io.github.yolonas.train.synthetic;

import io.github.yolonas.postprocess.BoundingBox;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * A symbol in its place on an image. Immutable.
 *
 * @param symbol which one
 * @param side its longer side before it is turned, in pixels
 * @param style how it is printed
 * @param outline its edge
 * @param regions what is covered when it is drawn: the inside, the outline's stroke, or both
 */
record SceneObject(
    Symbol symbol, double side, SymbolStyle style, Outline outline, List<Outline> regions) {
  private static final int SHADOW_LAYERS = 4;
  private static final float[] ENDS = {0, 1};

  SceneObject {
    regions = List.copyOf(regions);
  }

  static SceneObject of(
      Symbol symbol, double side, SymbolStyle style, SceneRandom random, AffineTransform place) {
    Outline outline = Outline.of(symbol.unitPath(random), place);
    if (!style.isOutlined()) {
      return new SceneObject(symbol, side, style, outline, List.of(outline));
    }
    Outline stroke = outline.stroked(style.strokeWidth(), style.join());
    List<Outline> regions = style.isFilled() ? List.of(outline, stroke) : List.of(stroke);
    return new SceneObject(symbol, side, style, outline, regions);
  }

  Rectangle2D bounds() {
    Rectangle2D bounds = regions.get(0).bounds();
    for (Outline region : regions) {
      bounds = bounds.createUnion(region.bounds());
    }
    return bounds;
  }

  /** Tight around all that is drawn but its shadow, as far as it is on the image. */
  BoundingBox box(int width, int height) {
    Rectangle2D bounds = bounds();
    return new BoundingBox(
            (float) bounds.getMinX(),
            (float) bounds.getMinY(),
            (float) bounds.getMaxX(),
            (float) bounds.getMaxY())
        .clip(width, height);
  }

  boolean covers(double x, double y) {
    for (Outline region : regions) {
      if (region.contains(x, y)) {
        return true;
      }
    }
    return false;
  }

  void paint(Graphics2D graphics) {
    if (style.shadow() > 0) {
      paintShadow(graphics);
    }
    if (style.isFilled()) {
      graphics.setPaint(fill());
      graphics.fill(outline.shape());
    }
    if (style.isOutlined()) {
      graphics.setPaint(new Color(style.stroke()));
      graphics.fill(regions.get(regions.size() - 1).shape());
    }
  }

  /** Layers of different sizes make soft edges. */
  private void paintShadow(Graphics2D graphics) {
    Rectangle2D bounds = outline.bounds();
    graphics.setPaint(new Color(0, 0, 0, (float) style.shadow() / SHADOW_LAYERS));
    for (int layer = 0; layer < SHADOW_LAYERS; layer++) {
      double scale = 0.94 + 0.04 * layer;
      double shift = 0.05 * side;
      AffineTransform place =
          new AffineTransform(
              scale,
              0,
              0,
              scale,
              bounds.getCenterX() * (1 - scale) + shift,
              bounds.getCenterY() * (1 - scale) + shift);
      for (Outline region : regions) {
        graphics.fill(region.moved(place).shape());
      }
    }
  }

  private Paint fill() {
    Color from = new Color(style.fill());
    if (style.fill() == style.secondFill()) {
      return from;
    }
    Color[] colors = {from, new Color(style.secondFill())};
    Rectangle2D bounds = outline.bounds();
    if (style.shading() == SymbolStyle.Shading.LINEAR) {
      Point2D start = new Point2D.Double(bounds.getMinX(), bounds.getMinY());
      Point2D end = new Point2D.Double(bounds.getMaxX(), bounds.getMaxY());
      return new LinearGradientPaint(start, end, ENDS, colors);
    }
    Point2D center =
        new Point2D.Double(
            bounds.getCenterX() - 0.15 * bounds.getWidth(),
            bounds.getCenterY() - 0.15 * bounds.getHeight());
    return new RadialGradientPaint(center, (float) (0.6 * side), ENDS, colors);
  }
}
