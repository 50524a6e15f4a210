/** Pictures of results: palette, boxes, label plates and where they go, image files. */
@NullMarked
package io.github.yolonas.draw;

import org.jspecify.annotations.NullMarked;
