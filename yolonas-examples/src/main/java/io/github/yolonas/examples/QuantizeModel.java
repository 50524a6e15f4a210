package io.github.yolonas.examples;

import io.github.yolonas.QuantizationReport;
import io.github.yolonas.Quantizer;
import io.github.yolonas.YoloNas;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.ImageSources;
import java.nio.file.Path;

/** Makes an int8 checkpoint, shows which layers lost most, and compares both on an image. */
public final class QuantizeModel {
  private QuantizeModel() {}

  /** Arguments: the checkpoint, a folder of images, the checkpoint to write. */
  public static void main(String[] args) {
    if (args.length != 3) {
      System.err.println(
          "arguments: CHECKPOINT IMAGES OUT, such as symbols.pth photos int8.safetensors");
      System.exit(2);
    }
    Path checkpoint = Path.of(args[0]);
    Path photos = Path.of(args[1]);
    Path int8 = Path.of(args[2]);
    // region quantize
    QuantizationReport report = Quantizer.quantize(checkpoint, photos, int8);
    // endregion
    System.out.println(report);
    report.layers().stream()
        .sorted((a, b) -> Double.compare(a.snr(), b.snr()))
        .limit(5)
        .forEach(layer -> System.out.printf("%5.1f dB  %s%n", layer.snr(), layer.name()));
    compare(checkpoint, int8, ImageSources.tree(photos).findFirst().orElseThrow());
  }

  private static void compare(Path checkpoint, Path int8, ImageSource image) {
    try (YoloNas exact = YoloNas.load(checkpoint);
        YoloNas fast = YoloNas.load(int8)) {
      System.out.println(exact + ": " + exact.predict(image));
      System.out.println(fast + ": " + fast.predict(image));
    }
  }
}
