/** What happens between the door and the network: loading, sharing, batching, native errors. */
@NullMarked
package io.github.yolonas.runtime;

import org.jspecify.annotations.NullMarked;
