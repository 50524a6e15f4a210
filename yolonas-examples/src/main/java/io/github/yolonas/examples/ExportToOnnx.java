package io.github.yolonas.examples;

import io.github.yolonas.onnx.OnnxExportOptions;
import io.github.yolonas.onnx.OnnxExporter;
import java.nio.file.Path;

/** Writes a model for other runtimes: 8-bit RGB images in, finished detections out. */
public final class ExportToOnnx {
  private ExportToOnnx() {}

  /** Arguments: the checkpoint, the ONNX file to write. */
  public static void main(String[] args) {
    if (args.length != 2) {
      System.err.println("arguments: CHECKPOINT ONNX, such as symbols.pth symbols.onnx");
      System.exit(2);
    }
    Path checkpoint = Path.of(args[0]);
    Path onnx = Path.of(args[1]);
    // region export
    OnnxExportOptions options =
        OnnxExportOptions.builder().uint8Input(true).dynamicBatch().nms(true).build();
    OnnxExporter.export(checkpoint, onnx, options);
    // endregion
  }
}
