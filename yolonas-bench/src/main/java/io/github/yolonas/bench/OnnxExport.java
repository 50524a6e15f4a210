package io.github.yolonas.bench;

import java.nio.file.Path;
import java.util.Optional;

/** The network as the peers read it: a file that was given. */
record OnnxExport(Optional<Path> fp32File, Optional<Path> int8File) implements OnnxFiles {

  @Override
  public Path fp32() {
    return fp32File.orElseThrow(
        () -> new IllegalStateException("no .onnx file of the network; give one with --onnx"));
  }

  @Override
  public Path int8() {
    return int8File.orElseThrow(
        () -> new IllegalStateException("no quantized .onnx; give one with --onnx-int8"));
  }
}
