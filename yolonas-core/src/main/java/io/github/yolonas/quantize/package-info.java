/** Post-training quantization to 8-bit integers: watching, choosing scales, comparing, storing. */
@NullMarked
package io.github.yolonas.quantize;

import org.jspecify.annotations.NullMarked;
