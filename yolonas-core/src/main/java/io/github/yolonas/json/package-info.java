/** Results as JSON, for the writers of this module alone. */
@NullMarked
package io.github.yolonas.json;

import org.jspecify.annotations.NullMarked;
