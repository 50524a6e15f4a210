/** From any image to the network's input: decoding, EXIF orientation, letterbox, upload. */
@NullMarked
package io.github.yolonas.preprocess;

import org.jspecify.annotations.NullMarked;
