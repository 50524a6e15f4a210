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
 * @param int8Checkpoint a quantized checkpoint of the same network
 * @param int8Exported where that is exported to, once
 * @param fp32File in place of an exported one
 * @param int8File the same network, quantized
 */
record OnnxFiles(
    Path checkpoint,
    Path exported,
    Workload workload,
    Optional<Path> int8Checkpoint,
    Path int8Exported,
    Optional<Path> fp32File,
    Optional<Path> int8File) {

  /** The fp32 network: boxes and scores, as {@link YolonasContender} gives them. */
  Path fp32() {
    if (fp32File.isPresent()) {
      return fp32File.orElseThrow();
    }
    if (!Files.exists(exported)) {
      OnnxExporter.export(checkpoint, exported, options().build());
    }
    return exported;
  }

  /**
   * The quantized one.
   *
   * @throws IllegalStateException if there is none
   */
  Path int8() {
    if (int8File.isPresent()) {
      return int8File.orElseThrow();
    }
    if (!Files.exists(int8Exported)) {
      Path quantized =
          int8Checkpoint.orElseThrow(
              () -> new IllegalStateException("no quantized network; ask for --precision int8"));
      OnnxExporter.export(quantized, int8Exported, options().qdq(true).build());
    }
    return int8Exported;
  }

  private OnnxExportOptions.Builder options() {
    return OnnxExportOptions.builder()
        .inputSize(workload.size().height(), workload.size().width())
        .batchSize(workload.batch());
  }
}
