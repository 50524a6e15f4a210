/** Objects followed from frame to frame, and counted. Pure Java. */
@NullMarked
package io.github.yolonas.video.track;

import org.jspecify.annotations.NullMarked;
