/** What the {@code yolonas} command can do, each in a class of its own. */
@NullMarked
package io.github.yolonas.examples.command;

import org.jspecify.annotations.NullMarked;
