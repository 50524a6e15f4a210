/** Videos and cameras: read, predicted frame by frame, and written with what was found. */
@NullMarked
package io.github.yolonas.video;

import org.jspecify.annotations.NullMarked;
