package io.github.yolonas.postprocess;

import java.util.Locale;
import java.util.Objects;

/**
 * One object that was found.
 *
 * @param label the class, an index into the model's class names
 * @param className the name of that class
 * @param confidence the model's score, from 0 to 1
 * @param box where it is
 */
public record Detection(int label, String className, float confidence, BoundingBox box) {
  /** Checks that the name and the box are there; numbers are kept as they come. */
  public Detection {
    Objects.requireNonNull(className, "className");
    Objects.requireNonNull(box, "box");
  }

  /** One line to print: {@code star 0.91 at [12.0, 30.5, 100.2, 140.0]}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s %.2f at [%.1f, %.1f, %.1f, %.1f]",
        className,
        confidence,
        box.x1(),
        box.y1(),
        box.x2(),
        box.y2());
  }
}
