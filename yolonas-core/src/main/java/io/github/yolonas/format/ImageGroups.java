package io.github.yolonas.format;

import io.github.yolonas.postprocess.ImageShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Puts objects that come in any order together by image; the images stay in the order of their
 * first object. Takes some hundred bytes an object.
 *
 * @param <K> what tells images apart
 */
final class ImageGroups<K> {
  private final Map<K, Group> groups = new LinkedHashMap<>();

  private record Group(String name, ImageShape shape, List<Annotation> annotations) {}

  /** Makes an image known; it may have no object. */
  void image(K key, String name, ImageShape shape, Place place) {
    Group group = groups.computeIfAbsent(key, k -> new Group(name, shape, new ArrayList<>()));
    if (!group.shape.equals(shape)) {
      throw place.expected("size", text(group.shape) + " as before for " + name, text(shape));
    }
  }

  /** Adds an object of an image that is known. */
  void add(K key, Annotation annotation, Place place) {
    Group group = groups.get(key);
    if (group == null) {
      throw place.expected("image", "one that is known", String.valueOf(key));
    }
    Limits.add(group.annotations, annotation, place);
  }

  boolean knows(K key) {
    return groups.containsKey(key);
  }

  void forEach(Consumer<? super AnnotatedImage> images) {
    groups.values().forEach(g -> images.accept(new AnnotatedImage(g.name, g.shape, g.annotations)));
  }

  private static String text(ImageShape shape) {
    return shape.width() + "×" + shape.height();
  }
}
