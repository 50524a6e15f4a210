/** Examines the machine: what the library finds here, what is missing and what to add. */
@NullMarked
package io.github.yolonas.doctor;

import org.jspecify.annotations.NullMarked;
