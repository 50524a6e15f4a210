package io.github.yolonas.train.data;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.preprocess.RgbImage;
import java.util.List;
import java.util.Objects;

/**
 * Pixels and the objects in them. Immutable; on the Java heap.
 *
 * @param name what messages call the image, such as its path
 * @param image its pixels
 * @param objects what there is on it, in the pixels of {@code image}
 */
public record LabelledImage(String name, RgbImage image, List<LabelledObject> objects) {
  /** Copies the list. */
  public LabelledImage {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(image, "image");
    objects = List.copyOf(objects);
  }

  /** The pixels of an image whose annotations are known. */
  public static LabelledImage of(RgbImage image, AnnotatedImage annotations) {
    return new LabelledImage(
        annotations.name(),
        image,
        annotations.annotations().stream()
            .map(a -> new LabelledObject(a.object().label(), a.object().box(), a.crowd()))
            .toList());
  }

  /** The same pixels with other objects. */
  public LabelledImage withObjects(List<LabelledObject> others) {
    return new LabelledImage(name, image, others);
  }
}
