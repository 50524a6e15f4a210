/** The {@code yolonas} command: its subcommands, their arguments, and what they report. */
@NullMarked
package io.github.yolonas.examples.command;

import org.jspecify.annotations.NullMarked;
