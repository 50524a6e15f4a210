/** Checkpoints out as ONNX graphs: {@link io.github.yolonas.onnx.OnnxExporter} is the door. */
@NullMarked
package io.github.yolonas.onnx;

import org.jspecify.annotations.NullMarked;
