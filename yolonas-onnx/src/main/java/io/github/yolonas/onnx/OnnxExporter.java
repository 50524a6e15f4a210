package io.github.yolonas.onnx;

import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.model.Architecture;
import io.github.yolonas.model.ArchitectureInference;
import io.github.yolonas.model.LeafTransform;
import io.github.yolonas.model.TensorSource;
import io.github.yolonas.model.WeightsException;
import io.github.yolonas.model.YoloNasNetwork;
import io.github.yolonas.preprocess.internal.NativeLibrary;
import io.github.yolonas.runtime.CheckpointTensors;
import io.github.yolonas.runtime.ModelSettings;
import io.github.yolonas.runtime.NativeErrors;
import io.github.yolonas.runtime.QuantizedTensors;
import io.github.yolonas.runtime.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes a checkpoint's network as an ONNX file, fused, in fp32, with its weights: operator set 17,
 * nothing but ONNX's own operators.
 *
 * <pre>{@code
 * OnnxExporter.export(
 *     Path.of("model.pth"), Path.of("model.onnx"), OnnxExportOptions.builder().nms(true).build());
 * }</pre>
 *
 * <p>The input is {@code images}, [N, 3, height, width], RGB unless the checkpoint was trained on
 * BGR. As fp32 it is normalized as the metadata's {@code input} says, usually divided by 255; with
 * {@link OnnxExportOptions#uint8Input} it is 8-bit RGB, and the graph normalizes it. Resizing and
 * padding stay with the caller. All coordinates are pixels of this input.
 *
 * <p>The outputs are
 *
 * <ul>
 *   <li>{@code boxes}, fp32 [N, anchors, 4]: x1, y1, x2, y2; and {@code scores}, fp32 [N, anchors,
 *       classes], each from 0 to 1;
 *   <li>or, with {@link OnnxExportOptions#nms}, {@code detections}, fp32 [M, 7]: image (its place
 *       in the batch), x1, y1, x2, y2, score, label; image by image, best first.
 * </ul>
 *
 * <p>With {@link OnnxExportOptions#qdq} a quantized checkpoint's layers stand between pairs of
 * {@code QuantizeLinear} and {@code DequantizeLinear} on the checkpoint's own scales, from which a
 * runtime makes integer operators. Without, its weights are written in fp32, rounded as they are.
 *
 * <p>Suppression differs from this library's own, which repeats the original's arithmetic, in two
 * ways: classes are compared exactly at any number of boxes, where the original shifts coordinates
 * and thereby rounds them; and of equal scores at the cut to the best candidates, all stay.
 *
 * <p>The metadata hold {@code class_names}, a JSON array; {@code input}, how pixels become the
 * input; and with suppression its {@code conf} and {@code iou}.
 */
public final class OnnxExporter {
  static final String INPUT = "images";
  private static final int RGB_CHANNELS = 3;

  private OnnxExporter() {}

  /**
   * Exports a checkpoint file.
   *
   * @param checkpoint a {@code .pth}, {@code .pt} or {@code .safetensors}; told by content
   * @param onnx the file to create or replace, in an existing folder; it appears whole or not at
   *     all
   * @param options what the graph takes and gives
   * @throws CheckpointException if the checkpoint cannot be read or is no YOLO-NAS
   * @throws IllegalArgumentException if the options do not fit the checkpoint
   * @throws OnnxExportException if the file cannot be written
   */
  public static void export(Path checkpoint, Path onnx, OnnxExportOptions options) {
    requireWritable(onnx);
    try (Checkpoint open = Checkpoint.open(checkpoint)) {
      export(open, onnx, options);
    }
  }

  /**
   * Exports an open checkpoint, which stays the caller's.
   *
   * @param checkpoint the open checkpoint
   * @param onnx the file to create or replace, as above
   * @param options what the graph takes and gives
   */
  public static void export(Checkpoint checkpoint, Path onnx, OnnxExportOptions options) {
    requireWritable(onnx);
    NativeLibrary.PYTORCH.require();
    try {
      Optional<QuantizedTensors> quantized = QuantizedTensors.find(checkpoint);
      if (options.qdq() && quantized.isEmpty()) {
        throw new IllegalArgumentException(
            checkpoint.name()
                + ": qdq needs a quantized checkpoint, found one in floating point; make one with"
                + " Quantizer");
      }
      TensorSource tensors =
          quantized.<TensorSource>map(t -> t).orElseGet(() -> new CheckpointTensors(checkpoint));
      Architecture architecture = ArchitectureInference.infer(tensors);
      requireRgb(checkpoint.name(), architecture);
      ModelSettings settings = Settings.of(checkpoint, loading(options), architecture.numClasses());
      ExportedGraph exported =
          new ExportedGraph(
              architecture,
              settings,
              options,
              quantized.filter(t -> options.qdq()).map(QuantizedTensors::plan));
      try (YoloNasNetwork network =
          NativeErrors.translating(
              checkpoint.name(),
              () ->
                  YoloNasNetwork.load(
                      architecture, tensors, LeafTransform.FUSE.then(new RowMajorFloats())))) {
        exported.of(network).write(onnx);
      }
    } catch (WeightsException e) {
      throw new CheckpointException(String.valueOf(e.getMessage()), e);
    }
  }

  private static YoloNasOptions loading(OnnxExportOptions options) {
    YoloNasOptions.Builder b = YoloNasOptions.builder().predict(options.suppression());
    options.preprocess().ifPresent(b::preprocess);
    options.classNames().ifPresent(b::classNames);
    return b.build();
  }

  /** Found out before the work, so that the message can say what is wrong with the path. */
  private static void requireWritable(Path onnx) {
    if (Files.isDirectory(onnx)) {
      throw new OnnxExportException(onnx + ": expected a file to write, found a directory");
    }
    Path folder = onnx.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new OnnxExportException(
          onnx + ": expected a file in an existing directory, found no directory " + folder);
    }
  }

  private static void requireRgb(String name, Architecture architecture) {
    if (architecture.inputChannels() != RGB_CHANNELS) {
      throw new CheckpointException(
          "%s: expected a network for images of %d channels, found one for %d"
              .formatted(name, RGB_CHANNELS, architecture.inputChannels()));
    }
  }
}
