/** Files that are whole or not there. */
@NullMarked
package io.github.yolonas.file;

import org.jspecify.annotations.NullMarked;
