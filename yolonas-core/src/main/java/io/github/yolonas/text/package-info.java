/** Words for people. */
@NullMarked
package io.github.yolonas.text;

import org.jspecify.annotations.NullMarked;
