package io.github.yolonas.format;

import io.github.yolonas.postprocess.Detection;
import java.util.List;

/** The classes that a format knows by their labels. */
final class Names {
  private Names() {}

  /** Checks that an object's label and name belong together. */
  static void require(String image, Detection object, List<String> classNames) {
    int label = object.label();
    if (label < 0
        || label >= classNames.size()
        || !classNames.get(label).equals(object.className())) {
      throw new IllegalArgumentException(
          "%s: class %d '%s': expected one of %s"
              .formatted(image, label, object.className(), classNames));
    }
  }
}
