/** Shared with the project's own modules only: no part of the public API. */
@NullMarked
package io.github.yolonas.preprocess.internal;

import org.jspecify.annotations.NullMarked;
