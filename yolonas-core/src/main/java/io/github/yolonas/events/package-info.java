/** Events for Java Flight Recorder, at no cost while nobody records. */
@NullMarked
package io.github.yolonas.events;

import org.jspecify.annotations.NullMarked;
