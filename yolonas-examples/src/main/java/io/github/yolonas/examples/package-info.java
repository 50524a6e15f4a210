/** Example programs, and the {@code yolonas} command. */
@NullMarked
package io.github.yolonas.examples;

import org.jspecify.annotations.NullMarked;
