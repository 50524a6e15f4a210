package io.github.yolonas.train.synthetic;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is printed: the classes, each drawn a little differently every time. */
enum Symbol {
  CIRCLE(0) {
    @Override
    Path2D draw(SceneRandom random) {
      return new PathPen().arc(0, 1, 0, 2 * Math.PI).close();
    }
  },
  SQUARE(0) {
    @Override
    Path2D draw(SceneRandom random) {
      return PathPen.polygon(-1, -1, 1, -1, 1, 1, -1, 1);
    }
  },
  TRIANGLE(0) {
    @Override
    Path2D draw(SceneRandom random) {
      double height = random.between(1.5, 2);
      return PathPen.polygon(random.between(-0.2, 0.2), -height, 1, 0, -1, 0);
    }
  },
  STAR(0) {
    @Override
    Path2D draw(SceneRandom random) {
      double inner = random.between(0.38, 0.52);
      PathPen pen = new PathPen();
      for (int i = 0; i < 10; i++) {
        pen.polar(i % 2 == 0 ? 1 : inner, (i / 5.0 - 0.5) * Math.PI);
      }
      return pen.close();
    }
  },
  CROSS(0) {
    @Override
    Path2D draw(SceneRandom random) {
      double arm = random.between(0.22, 0.38);
      return PathPen.polygon(
          -arm, -1, arm, -1, arm, -arm, 1, -arm, 1, arm, arm, arm, //
          arm, 1, -arm, 1, -arm, arm, -1, arm, -1, -arm, -arm, -arm);
    }
  },
  HEART(0) {
    @Override
    Path2D draw(SceneRandom random) {
      double dip = random.between(-0.58, -0.42);
      return new PathPen()
          .to(0, 1)
          .curve(-0.55, 0.6, -1, 0.2, -1, -0.28)
          .curve(-1, -0.66, -0.74, -0.88, -0.48, -0.88)
          .curve(-0.26, -0.88, -0.08, -0.74, 0, dip)
          .curve(0.08, -0.74, 0.26, -0.88, 0.48, -0.88)
          .curve(0.74, -0.88, 1, -0.66, 1, -0.28)
          .curve(1, 0.2, 0.55, 0.6, 0, 1)
          .close();
    }
  },
  ARROW(0) {
    @Override
    Path2D draw(SceneRandom random) {
      double shaft = random.between(0.16, 0.26);
      double neck = random.between(0, 0.3);
      double barb = random.between(0.55, 0.75);
      return PathPen.polygon(
          -1, -shaft, neck, -shaft, neck, -barb, 1, 0, neck, barb, neck, shaft, -1, shaft);
    }
  },
  HEXAGON(Detail.SMALLEST) {
    @Override
    Path2D draw(SceneRandom random) {
      PathPen pen = new PathPen();
      for (int i = 0; i < 6; i++) {
        pen.polar(1, i * Math.PI / 3);
      }
      return pen.close();
    }
  },
  MOON(0) {
    @Override
    Path2D draw(SceneRandom random) {
      double offset = random.between(0.38, 0.52);
      double radius = random.between(0.76, 0.88);
      double x = (1 - radius * radius + offset * offset) / (2 * offset);
      double outer = StrictMath.acos(x);
      double inner = StrictMath.atan2(Math.sqrt(1 - x * x), x - offset);
      return new PathPen()
          .arc(0, 1, outer, 2 * Math.PI - outer)
          .arc(offset, radius, 2 * Math.PI - inner, inner)
          .close();
    }
  },
  BOLT(0) {
    @Override
    Path2D draw(SceneRandom random) {
      double waist = random.between(0.1, 0.25);
      return PathPen.polygon(
          0.05, -1, -0.6, waist, -0.08, waist, -0.3, 1, 0.6, -waist, 0.1, -waist, 0.42, -1);
    }
  },
  HOUSE(Detail.SMALLEST) {
    @Override
    Path2D draw(SceneRandom random) {
      double wall = random.between(0.66, 0.8);
      double door = random.between(0.14, 0.22);
      PathPen pen = new PathPen().to(-1, -0.1).to(0, -1);
      if (random.chance(0.6)) {
        pen.to(0.42, -0.622).to(0.42, -0.95).to(0.66, -0.95).to(0.66, -0.406);
      }
      return pen.to(1, -0.1)
          .to(wall, -0.1)
          .to(wall, 0.9)
          .to(door, 0.9)
          .to(door, 0.35)
          .to(-door, 0.35)
          .to(-door, 0.9)
          .to(-wall, 0.9)
          .to(-wall, -0.1)
          .close();
    }
  },
  DROP(0) {
    @Override
    Path2D draw(SceneRandom random) {
      double wide = random.between(0.58, 0.7);
      return new PathPen()
          .to(0, -1)
          .curve(0.14, -0.6, wide, -0.14, wide, 0.36)
          .curve(wide, 0.72, 0.55 * wide, 1, 0, 1)
          .curve(-0.55 * wide, 1, -wide, 0.72, -wide, 0.36)
          .curve(-wide, -0.14, -0.14, -0.6, 0, -1)
          .close();
    }
  };

  /** All names, in the order of labels. */
  static final List<String> NAMES = Arrays.stream(values()).map(Symbol::className).toList();

  /** The least size, as a share of the image's shorter side. */
  final double smallest;

  Symbol(double smallest) {
    this.smallest = smallest;
  }

  /** An outline of any size anywhere, y pointing down. */
  abstract Path2D draw(SceneRandom random);

  /** An outline about the origin, whose longer side is 1. */
  Path2D unitPath(SceneRandom random) {
    Path2D path = draw(random);
    Rectangle2D bounds = Outline.of(path, AffineTransform.getScaleInstance(100, 100)).bounds();
    double scale = 100 / Math.max(bounds.getWidth(), bounds.getHeight());
    AffineTransform toUnit =
        new AffineTransform(
            scale,
            0,
            0,
            scale,
            -bounds.getCenterX() / 100 * scale,
            -bounds.getCenterY() / 100 * scale);
    path.transform(toUnit);
    return path;
  }

  String className() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Symbol named(String className) {
    return values()[NAMES.indexOf(className)];
  }

  /** A hexagon that is smaller is a circle to any eye, a house a square. */
  private static final class Detail {
    private static final double SMALLEST = 0.055;

    private Detail() {}
  }
}
