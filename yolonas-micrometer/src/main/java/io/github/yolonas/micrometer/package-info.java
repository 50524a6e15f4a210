/** What a model does, as Micrometer's meters. */
@NullMarked
package io.github.yolonas.micrometer;

import org.jspecify.annotations.NullMarked;
