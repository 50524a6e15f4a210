package io.github.yolonas.train.synthetic;

import java.util.List;

/**
 * All that is on an image, before any pixel of it is made. Immutable.
 *
 * @param width of the image, in pixels
 * @param height of the image, in pixels
 * @param background what is behind everything
 * @param objects what is drawn on it, the first at the bottom
 * @param degradation what was lost when the image was "taken"
 */
record Scene(
    int width,
    int height,
    Background background,
    List<SceneObject> objects,
    Degradation degradation) {
  Scene {
    objects = List.copyOf(objects);
  }
}
