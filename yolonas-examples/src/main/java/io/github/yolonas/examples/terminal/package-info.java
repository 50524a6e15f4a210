/** What a command owes to a person at a terminal: progress, hints, and an end when asked for. */
@NullMarked
package io.github.yolonas.examples.terminal;

import org.jspecify.annotations.NullMarked;
