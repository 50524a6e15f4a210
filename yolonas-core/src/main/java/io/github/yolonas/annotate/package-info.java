/**
 * What can be drawn on an image where something was found: boxes, labels, blur, pixels, heat. An
 * {@link io.github.yolonas.annotate.Annotator} changes a picture by a prediction; they follow one
 * another on the same picture.
 */
@NullMarked
package io.github.yolonas.annotate;

import org.jspecify.annotations.NullMarked;
