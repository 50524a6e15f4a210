package io.github.yolonas.train.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.postprocess.BoundingBox;
import java.awt.BasicStroke;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SceneObjectTest {
  private static final int SIDE = 160;
  private static final int WHITE = 0xFFFFFF;
  private static final int ANGLES = 36;

  /** What has another colour after drawing is what the box says, for any turn, size and style. */
  @ParameterizedTest
  @EnumSource(Symbol.class)
  void theBoxIsTightAroundChangedPixels(Symbol symbol) {
    SceneRandom random = new SceneRandom(symbol.className().hashCode());
    for (SymbolStyle.Kind kind : SymbolStyle.Kind.values()) {
      for (int turn = 0; turn < ANGLES; turn++) {
        double side = random.between(12, 90);
        AffineTransform place = place(2 * Math.PI * turn / ANGLES, side, 80.3, 79.6);
        SceneObject object = SceneObject.of(symbol, side, style(kind, side, turn), random, place);
        BoundingBox box = object.box(SIDE, SIDE);
        assertThat(changedPixels(object).toXyxy())
            .as("%s %s at %d/%d, side %.1f: %s", symbol, kind, turn, ANGLES, side, box)
            .containsExactly(box.toXyxy(), Offset.offset(1f));
      }
    }
  }

  @Test
  void theBoxEndsWhereTheImageDoes() {
    SymbolStyle style = style(SymbolStyle.Kind.FILLED, 40, 0);
    SceneObject object =
        SceneObject.of(Symbol.SQUARE, 40, style, new SceneRandom(1), place(0, 40, 5, 150));
    assertThat(object.box(SIDE, SIDE)).isEqualTo(new BoundingBox(0, 130, 25, 160));
    assertThat(changedPixels(object)).isEqualTo(new BoundingBox(0, 130, 25, 160));
  }

  @Test
  void aShadowIsOutsideOfTheBox() {
    SymbolStyle plain = style(SymbolStyle.Kind.FILLED, 60, 0);
    SymbolStyle shaded =
        new SymbolStyle(plain.kind(), 0, 0, plain.shading(), 0, 1, BasicStroke.JOIN_MITER, 0.5);
    AffineTransform place = place(0.4, 60, 80, 80);
    SceneObject without = SceneObject.of(Symbol.STAR, 60, plain, new SceneRandom(1), place);
    SceneObject with = SceneObject.of(Symbol.STAR, 60, shaded, new SceneRandom(1), place);
    assertThat(with.box(SIDE, SIDE)).isEqualTo(without.box(SIDE, SIDE));
    assertThat(changedPixels(with).x2()).isGreaterThan(changedPixels(without).x2() + 1);
  }

  @Test
  void halfASquareUnderAnotherIsHalfHidden() {
    SymbolStyle filled = style(SymbolStyle.Kind.FILLED, 40, 0);
    SymbolStyle outlined = style(SymbolStyle.Kind.OUTLINED, 40, 0);
    Visibility visibility = new Visibility(square(filled, 80), SIDE, SIDE);
    assertThat(visibility.hidden()).isZero();
    assertThat(visibility.hiddenUnder(square(filled, 100))).isBetween(0.48, 0.52);
    assertThat(visibility.hiddenUnder(square(outlined, 100))).isBetween(0.08, 0.16);
    assertThat(visibility.hiddenUnder(square(filled, 130))).isZero();
    visibility.cover(square(filled, 100));
    visibility.cover(square(filled, 50));
    assertThat(visibility.hidden()).isBetween(0.73, 0.77);
    assertThat(new Visibility(square(filled, 0), SIDE, SIDE).hidden()).isBetween(0.48, 0.52);
  }

  /** Counted at every half pixel, whatever the planner counted. */
  @Test
  void nothingIsHiddenMoreThanAllowed() {
    SyntheticOptions options =
        SyntheticOptions.builder().size(50).objects(IntRange.of(8)).maxHidden(0.3).build();
    ScenePlanner planner = new ScenePlanner(options);
    int overlapping = 0;
    for (int i = 0; i < options.size(); i++) {
      Scene scene = planner.plan(i);
      List<SceneObject> objects = scene.objects();
      for (int below = 0; below < objects.size(); below++) {
        double hidden = hiddenPixels(scene, below);
        overlapping += hidden > 0.05 ? 1 : 0;
        // The rule is applied at some hundred points of an object, not at each pixel.
        assertThat(hidden).as("image %d, object %d", i, below).isLessThan(0.3 + 0.1);
      }
    }
    assertThat(overlapping).isGreaterThan(40);
  }

  private static double hiddenPixels(Scene scene, int below) {
    SceneObject object = scene.objects().get(below);
    List<SceneObject> above = scene.objects().subList(below + 1, scene.objects().size());
    int all = 0;
    int hidden = 0;
    Rectangle bounds = object.bounds().getBounds();
    for (double y = bounds.y + 0.25; y < bounds.getMaxY(); y += 0.5) {
      for (double x = bounds.x + 0.25; x < bounds.getMaxX(); x += 0.5) {
        if (object.covers(x, y)) {
          all++;
          double px = x;
          double py = y;
          boolean outside = x < 0 || y < 0 || x >= scene.width() || y >= scene.height();
          hidden += outside || above.stream().anyMatch(o -> o.covers(px, py)) ? 1 : 0;
        }
      }
    }
    return (double) hidden / all;
  }

  private static SceneObject square(SymbolStyle style, double x) {
    return SceneObject.of(Symbol.SQUARE, 40, style, new SceneRandom(1), place(0, 40, x, 80));
  }

  private static SymbolStyle style(SymbolStyle.Kind kind, double side, int turn) {
    int[] joins = {BasicStroke.JOIN_MITER, BasicStroke.JOIN_ROUND, BasicStroke.JOIN_BEVEL};
    return new SymbolStyle(
        kind, 0, 0, SymbolStyle.Shading.LINEAR, 0, Math.max(1.5, 0.06 * side), joins[turn % 3], 0);
  }

  private static AffineTransform place(double angle, double side, double x, double y) {
    double cos = side * Math.cos(angle);
    double sin = side * Math.sin(angle);
    return new AffineTransform(cos, sin, -sin, cos, x, y);
  }

  /** Draws on white; gives the bounds of all pixels that are no longer so. */
  private static BoundingBox changedPixels(SceneObject object) {
    try (Canvas canvas = new Canvas(SIDE, SIDE)) {
      canvas.fill(WHITE);
      object.paint(canvas.graphics());
      int left = SIDE;
      int top = SIDE;
      int right = 0;
      int bottom = 0;
      for (int i = 0; i < SIDE * SIDE; i++) {
        if (canvas.pixels()[i] != WHITE) {
          left = Math.min(left, i % SIDE);
          top = Math.min(top, i / SIDE);
          right = Math.max(right, i % SIDE + 1);
          bottom = Math.max(bottom, i / SIDE + 1);
        }
      }
      return new BoundingBox(left, top, right, bottom);
    }
  }
}
