/** JMH benchmarks of the stages of a prediction, and of the whole. */
@NullMarked
package io.github.yolonas.bench;

import org.jspecify.annotations.NullMarked;
