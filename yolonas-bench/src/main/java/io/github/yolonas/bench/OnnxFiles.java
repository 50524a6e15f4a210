package io.github.yolonas.bench;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The network as the peers read it, for one input size and batch.
 *
 * @param fp32File as given
 * @param int8File the same network, quantized, as given
 */
record OnnxFiles(Optional<Path> fp32File, Optional<Path> int8File) {

  /**
   * The fp32 network.
   *
   * @throws IllegalStateException if there is none
   */
  Path fp32() {
    return fp32File.orElseThrow(
        () -> new IllegalStateException("no .onnx file of the network; give one with --onnx"));
  }

  /**
   * The quantized one.
   *
   * @throws IllegalStateException if there is none
   */
  Path int8() {
    return int8File.orElseThrow(
        () -> new IllegalStateException("no quantized .onnx file; give one with --onnx-int8"));
  }
}
