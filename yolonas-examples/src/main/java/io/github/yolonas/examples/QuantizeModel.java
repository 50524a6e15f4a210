package io.github.yolonas.examples;

import io.github.yolonas.QuantizationReport;
import io.github.yolonas.Quantizer;
import java.nio.file.Path;

/** Makes an int8 checkpoint, and shows which layers lost most. */
public final class QuantizeModel {
  private QuantizeModel() {}

  /** Arguments: the checkpoint, a folder of images, the checkpoint to write. */
  public static void main(String[] args) {
    if (args.length != 3) {
      System.err.println(
          "arguments: CHECKPOINT IMAGES OUT, such as shapes.pth photos int8.safetensors");
      System.exit(2);
    }
    QuantizationReport report =
        Quantizer.quantize(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
    System.out.println(report);
    report.layers().stream()
        .sorted((a, b) -> Double.compare(a.snr(), b.snr()))
        .limit(5)
        .forEach(layer -> System.out.printf("%5.1f dB  %s%n", layer.snr(), layer.name()));
  }
}
