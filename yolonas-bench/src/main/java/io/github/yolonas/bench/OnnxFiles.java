package io.github.yolonas.bench;

import io.github.yolonas.onnx.OnnxExportOptions;
import io.github.yolonas.onnx.OnnxExporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The network as the peers read it, for the workload's input size and batch.
 *
 * @param checkpoint exported where no file is given
 * @param exported where it is exported to, once
 * @param workload input size and batch
 * @param fp32File in place of an exported one
 * @param int8File the same network, quantized
 */
record OnnxFiles(
    Path checkpoint,
    Path exported,
    Workload workload,
    Optional<Path> fp32File,
    Optional<Path> int8File) {

  /** The fp32 network: boxes and scores, as {@link YolonasContender} gives them. */
  Path fp32() {
    if (fp32File.isPresent()) {
      return fp32File.orElseThrow();
    }
    if (!Files.exists(exported)) {
      OnnxExportOptions options =
          OnnxExportOptions.builder()
              .inputSize(workload.size().height(), workload.size().width())
              .batchSize(workload.batch())
              .build();
      OnnxExporter.export(checkpoint, exported, options);
    }
    return exported;
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
