/** The door to YOLO-NAS on the JVM: {@link io.github.yolonas.YoloNas}. */
@NullMarked
package io.github.yolonas;

import org.jspecify.annotations.NullMarked;
