package io.github.yolonas.bench;

import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.testing.ReferenceData;
import java.nio.file.Path;

/** The original's tiny network in two forms: its trainer's checkpoint, and its ONNX export. */
final class TinyNetwork {
  static final Path CHECKPOINT =
      ReferenceData.repositoryFile(
          "yolonas-core/src/test/resources/reference/tiny/ckpt_latest.pth");

  static final Path ONNX =
      ReferenceData.repositoryFile(
          "yolonas-bench/src/test/resources/reference/tiny/tiny_fused_1x3x160x192.onnx");

  private TinyNetwork() {}

  /** Of the only size that the export takes. */
  static NetworkInput input() {
    return new NetworkInput(1, new InputSize(160, 192));
  }
}
