package io.github.yolonas.format;

import java.util.List;

/** What no honest file exceeds; so that a hostile one cannot take all memory. */
final class Limits {
  /** Characters of one name, one field, one line. */
  static final int TEXT = 1 << 16;

  /** Objects of one image. */
  static final int OBJECTS = 100_000;

  private Limits() {}

  static void add(List<Annotation> annotations, Annotation annotation, Place place) {
    if (annotations.size() == OBJECTS) {
      throw place.expected("image", "at most " + OBJECTS + " objects", "more");
    }
    annotations.add(annotation);
  }

  static void text(int length, String field, Place place) {
    if (length > TEXT) {
      throw place.expected(field, "at most " + TEXT + " characters", "more");
    }
  }
}
