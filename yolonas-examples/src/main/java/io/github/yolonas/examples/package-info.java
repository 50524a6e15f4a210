/** Short example programs: each shows one thing that an application does with the library. */
@NullMarked
package io.github.yolonas.examples;

import org.jspecify.annotations.NullMarked;
