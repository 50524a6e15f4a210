package io.github.yolonas;

import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.ImageSources;
import io.github.yolonas.preprocess.internal.NativeDefaults;
import io.github.yolonas.preprocess.internal.NativeLibrary;
import io.github.yolonas.quantize.PostTrainingQuantization;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * Makes a checkpoint that computes in 8-bit integers, without training it again.
 *
 * <p>The network looks at images like those it will see, some dozens to some hundreds; from the
 * ranges that its activations take, each gets a scale. Weights get one for each output channel.
 * What is written loads like any checkpoint ({@link YoloNas#load(Path)}) and needs no calibration
 * again; it runs on the CPU.
 *
 * <pre>{@code
 * QuantizationReport report =
 *     Quantizer.quantize(Path.of("model.pth"), Path.of("photos"), Path.of("int8.safetensors"));
 * }</pre>
 *
 * <p>Stateless; any thread may call it. A thread that is interrupted stops between two images with
 * a {@link CancellationException}, and nothing is written.
 */
public final class Quantizer {
  static {
    NativeDefaults.apply();
  }

  private Quantizer() {}

  /** Quantizes with the images of a folder, and of those below it, and default options. */
  public static QuantizationReport quantize(Path checkpoint, Path folder, Path out) {
    return quantize(checkpoint, folder, out, QuantizationOptions.defaults());
  }

  /**
   * Quantizes with the images of a folder, and of those below it.
   *
   * @throws ImageReadException if it is no folder, or cannot be listed
   */
  public static QuantizationReport quantize(
      Path checkpoint, Path folder, Path out, QuantizationOptions options) {
    return quantize(checkpoint, ImageSources.tree(folder).toList(), out, options);
  }

  /** Quantizes with these images. */
  public static QuantizationReport quantize(
      Path checkpoint, List<ImageSource> images, Path out, QuantizationOptions options) {
    return quantize(checkpoint, images.stream(), OptionalLong.of(images.size()), out, options);
  }

  /**
   * Quantizes with the images of a stream, which is read once, one image at a time. Images that
   * cannot be read are left out and named in the report.
   *
   * @param checkpoint a checkpoint in floating point
   * @param images at least one that can be read
   * @param out the file to write, which ends in {@code .safetensors}; it appears whole or not at
   *     all
   * @return what it did
   * @throws io.github.yolonas.checkpoint.CheckpointException if the checkpoint cannot be read, is
   *     quantized already, or the new one cannot be written
   * @throws IllegalArgumentException if there is no image, or an option names no layer
   */
  public static QuantizationReport quantize(
      Path checkpoint, Stream<ImageSource> images, Path out, QuantizationOptions options) {
    return quantize(checkpoint, images, OptionalLong.empty(), out, options);
  }

  private static QuantizationReport quantize(
      Path checkpoint,
      Stream<ImageSource> images,
      OptionalLong total,
      Path out,
      QuantizationOptions options) {
    if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".safetensors")) {
      throw new IllegalArgumentException(
          out + ": expected a name that ends in .safetensors for the quantized checkpoint");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("quantization interrupted before it began");
    }
    NativeLibrary.PYTORCH.require();
    try (Checkpoint open = Checkpoint.open(checkpoint)) {
      return PostTrainingQuantization.run(open, images, total, out, options);
    }
  }
}
