/** From the heads' raw outputs to detections: DFL decoding, candidate choice, NMS, results. */
@NullMarked
package io.github.yolonas.postprocess;

import org.jspecify.annotations.NullMarked;
