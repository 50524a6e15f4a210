package io.github.yolonas.train.data;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.Annotation;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** What can be wrong with the boxes of an image, and how it is put right. */
final class BoxChecks {
  private BoxChecks() {}

  private record Key(int label, BoundingBox box) {
    static Key of(Annotation annotation) {
      return new Key(annotation.object().label(), annotation.object().box());
    }
  }

  /**
   * Looks at every box.
   *
   * @param tolerance pixels by which a box may reach out
   * @param found told what is wrong, and in words
   */
  static void check(AnnotatedImage image, double tolerance, BiConsumer<FindingKind, String> found) {
    Set<Key> seen = new HashSet<>();
    for (Annotation annotation : image.annotations()) {
      BoundingBox box = annotation.object().box();
      String text = text(annotation.object());
      if (isEmpty(box)) {
        found.accept(FindingKind.EMPTY_BOX, text + ": expected an area above 0, found none");
      } else if (isOutside(box, image.shape(), tolerance)) {
        found.accept(
            FindingKind.BOX_OUTSIDE,
            "%s: expected inside of %d×%d pixels, found %s"
                .formatted(
                    text,
                    image.shape().width(),
                    image.shape().height(),
                    isEmpty(box.clip(image.shape())) ? "outside" : "partly outside"));
      }
      if (!seen.add(Key.of(annotation))) {
        found.accept(FindingKind.DUPLICATE_BOX, text + ": expected once, found again");
      }
    }
  }

  /** The same image with boxes inside of it, each with an area and once. */
  static AnnotatedImage repaired(AnnotatedImage image) {
    Set<Key> seen = new HashSet<>();
    List<Annotation> kept = new ArrayList<>();
    for (Annotation annotation : image.annotations()) {
      Annotation clipped = clipped(annotation, image.shape());
      if (!isEmpty(clipped.object().box()) && seen.add(Key.of(clipped))) {
        kept.add(clipped);
      }
    }
    return new AnnotatedImage(image.name(), image.shape(), kept);
  }

  private static Annotation clipped(Annotation annotation, ImageShape shape) {
    Detection object = annotation.object();
    BoundingBox box = object.box().clip(shape);
    if (box.equals(object.box())) {
      return annotation;
    }
    double area = Math.min(annotation.area(), (double) box.width() * box.height());
    return new Annotation(
        new Detection(object.label(), object.className(), object.confidence(), box),
        area,
        annotation.crowd());
  }

  private static boolean isEmpty(BoundingBox box) {
    return !(box.width() > 0 && box.height() > 0);
  }

  private static boolean isOutside(BoundingBox box, ImageShape shape, double tolerance) {
    return box.x1() < -tolerance
        || box.y1() < -tolerance
        || box.x2() > shape.width() + tolerance
        || box.y2() > shape.height() + tolerance;
  }

  private static String text(Detection object) {
    BoundingBox box = object.box();
    return "box of %s [%s, %s, %s, %s]"
        .formatted(object.className(), box.x1(), box.y1(), box.x2(), box.y2());
  }
}
