/** FFmpeg's structures, each with one owner; nothing of them leaves this package. */
@NullMarked
package io.github.yolonas.video.ffmpeg;

import org.jspecify.annotations.NullMarked;
