/** JMH benchmarks of the stages of a prediction, and a comparison with other runtimes. */
@NullMarked
package io.github.yolonas.bench;

import org.jspecify.annotations.NullMarked;
