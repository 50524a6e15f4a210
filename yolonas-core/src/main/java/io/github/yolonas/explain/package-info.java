/** What a loaded model does, and who decided it. */
@NullMarked
package io.github.yolonas.explain;

import org.jspecify.annotations.NullMarked;
