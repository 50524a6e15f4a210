package io.github.yolonas.bench;

import io.github.yolonas.Device;
import io.github.yolonas.Precision;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.runtime.LoadedModel;
import io.github.yolonas.runtime.ModelLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * One network on one device, in several precisions and batch sizes: the network by itself, with its
 * input there already, and whole predictions of pictures in memory. No other runtime takes part.
 *
 * @param device where
 * @param checkpoint the network
 * @param size of its input
 * @param precisions to run it in
 * @param batches images of a pass
 * @param runs passes to take the median of
 */
record DeviceBench(
    Device device,
    Path checkpoint,
    InputSize size,
    List<Precision> precisions,
    List<Integer> batches,
    int runs) {
  private static final int WARM_UPS = 5;

  /**
   * Measures, and lays the figures out as a table.
   *
   * @param progress is told what is being done
   */
  List<String> lines(Consumer<String> progress) throws Exception {
    TextTable table =
        new TextTable(
            "precision",
            "batch",
            "network ms",
            "of it TFLOP/s",
            "images/s",
            "1 caller",
            "4 callers");
    double gigaflops = NetworkWork.gigaflops(checkpoint, size);
    for (Precision precision : precisions) {
      for (int batch : batches) {
        progress.accept("%s, batch %d".formatted(precision, batch));
        Quartiles network = network(precision, batch);
        EndToEnd calls = new EndToEnd(checkpoint, device, precision, batch);
        table.row(
            YolonasContender.label(precision),
            Integer.toString(batch),
            number("%.2f", network.median()),
            number("%.1f", batch * gigaflops / network.median()),
            number("%.0f", batch / network.median() * 1e3),
            number("%.0f", calls.imagesPerSecond(1, runs)),
            number("%.0f", calls.imagesPerSecond(4, runs)));
      }
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add("network: input on the device, one pass waited for; callers: from pictures of");
    lines.add("1280×720 in memory to detections, images/s of all callers together.");
    return lines;
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private Quartiles network(Precision precision, int batch) throws Exception {
    YoloNasOptions options = YoloNasOptions.builder().device(device).precision(precision).build();
    try (Checkpoint open = Checkpoint.open(checkpoint);
        PointerScope scope = new PointerScope()) {
      LoadedModel model = ModelLoader.load(open, options);
      try {
        Tensor input = input(precision, batch);
        return Stopwatch.milliseconds(WARM_UPS, runs, () -> pass(model, input));
      } finally {
        model.detector().close();
      }
    }
  }

  private long pass(LoadedModel model, Tensor input) {
    try (PointerScope scope = new PointerScope()) {
      long boxes = model.detector().detect(input).boxes().numel();
      if (device.kind() == Device.Kind.CUDA) {
        torch.cuda_synchronize(device.index());
      }
      return boxes;
    }
  }

  private Tensor input(Precision precision, int batch) {
    NetworkInput values = new NetworkInput(batch, size);
    return torch
        .from_blob(new FloatPointer(values.values()), values.shape())
        .to(
            new org.bytedeco.pytorch.Device(device.toString()),
            type(precision),
            false,
            true,
            new MemoryFormatOptional(MemoryFormat.ChannelsLast));
  }

  private static ScalarType type(Precision precision) {
    return switch (precision) {
      case FP16 -> ScalarType.Half;
      case BF16 -> ScalarType.BFloat16;
      default -> ScalarType.Float;
    };
  }
}
