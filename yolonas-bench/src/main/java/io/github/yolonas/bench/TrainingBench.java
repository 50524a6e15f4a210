package io.github.yolonas.bench;

import io.github.yolonas.Device;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.runtime.CoreBudget;
import io.github.yolonas.train.loss.DetectionLoss;
import io.github.yolonas.train.loss.PPYoloELoss;
import io.github.yolonas.train.loss.PPYoloELossOptions;
import io.github.yolonas.train.loss.Predictions;
import io.github.yolonas.train.loss.TargetBatch;
import io.github.yolonas.train.network.Autocast;
import io.github.yolonas.train.network.MemoryLayout;
import io.github.yolonas.train.network.Mode;
import io.github.yolonas.train.network.NetworkOptions;
import io.github.yolonas.train.network.TrainableNetwork;
import io.github.yolonas.train.optim.AdamW;
import io.github.yolonas.train.optim.ParameterGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A training step, stage by stage: forward, loss with its assigner, backward, AdamW; each waited
 * for. Ten objects an image.
 *
 * @param device where
 * @param checkpoint the network, un-fused
 * @param size of its input
 * @param batch images of a step
 * @param threads of the processor
 * @param steps to take the median of
 */
record TrainingBench(
    Device device, Path checkpoint, InputSize size, int batch, int threads, int steps) {
  private static final int WARM_UPS = 2;
  private static final int OBJECTS = 10;
  private static final double RATE = 1e-6;

  /**
   * Measures, and lays the figures out as a table.
   *
   * @param progress is told what is being done
   */
  List<String> lines(Consumer<String> progress) {
    TextTable table =
        new TextTable(
            "precision",
            "layout",
            "forward ms",
            "loss",
            "backward",
            "optimizer",
            "step",
            "loss of it",
            "images/s");
    for (boolean bf16 : new boolean[] {false, true}) {
      for (MemoryLayout layout : MemoryLayout.values()) {
        String precision = bf16 ? "bf16" : "fp32";
        String name = layout.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        progress.accept("%s, %s".formatted(precision, name));
        double[] ms = stages(layout, bf16);
        double step = Arrays.stream(ms).sum();
        table.row(
            precision,
            name,
            number("%.1f", ms[0]),
            number("%.1f", ms[1]),
            number("%.1f", ms[2]),
            number("%.1f", ms[3]),
            number("%.0f", step),
            number("%.0f %%", 100 * ms[1] / step),
            number("%.1f", batch / step * 1e3));
      }
    }
    return table.lines();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** The median of each stage. */
  private double[] stages(MemoryLayout layout, boolean bf16) {
    NetworkOptions options = NetworkOptions.builder().device(device).memoryLayout(layout).build();
    double[][] times = new double[4][steps];
    try (Checkpoint open = Checkpoint.open(checkpoint);
        TrainableNetwork network = TrainableNetwork.load(open, options);
        AdamW adamW = new AdamW(ParameterGroup.of(network, 0), RATE, AdamW.Options.defaults());
        PointerScope scope = new PointerScope()) {
      Tensor images = images();
      TargetBatch targets = targets(network.numClasses());
      for (int i = -WARM_UPS; i < steps; i++) {
        double[] step =
            CoreBudget.sharedPass(threads, () -> step(network, adamW, images, targets, bf16));
        for (int stage = 0; i >= 0 && stage < step.length; stage++) {
          times[stage][i] = step[stage];
        }
      }
    }
    return Arrays.stream(times).mapToDouble(stage -> Quartiles.of(stage).median()).toArray();
  }

  private double[] step(
      TrainableNetwork network, AdamW adamW, Tensor images, TargetBatch targets, boolean bf16) {
    try (PointerScope scope = new PointerScope()) {
      double begin = now();
      Predictions predictions = forward(network, images, bf16);
      double predicted = now();
      DetectionLoss loss =
          new PPYoloELoss(PPYoloELossOptions.defaults()).compute(predictions, targets);
      loss.values();
      double measured = now();
      loss.total().backward();
      double gone = now();
      adamW.step();
      network.clearGradients();
      double moved = now();
      return new double[] {predicted - begin, measured - predicted, gone - measured, moved - gone};
    }
  }

  private Predictions forward(TrainableNetwork network, Tensor images, boolean bf16) {
    if (!bf16) {
      return network.forward(images, Mode.TRAINING);
    }
    try (Autocast autocast = Autocast.bf16(device)) {
      return network.forward(images, Mode.TRAINING);
    }
  }

  /** Milliseconds, when the device has done what it was asked for. */
  private double now() {
    if (device.kind() == Device.Kind.CUDA) {
      torch.cuda_synchronize(device.index());
    }
    return System.nanoTime() / 1e6;
  }

  private Tensor images() {
    return torch
        .rand(batch, 3, size.height(), size.width())
        .to(new org.bytedeco.pytorch.Device(device.toString()), ScalarType.Float);
  }

  private TargetBatch targets(int numClasses) {
    Random random = new Random(1);
    List<List<TargetBatch.Box>> images = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      List<TargetBatch.Box> boxes = new ArrayList<>();
      for (int k = 0; k < OBJECTS; k++) {
        boxes.add(
            new TargetBatch.Box(
                random.nextInt(numClasses),
                random.nextDouble() * size.width(),
                random.nextDouble() * size.height(),
                10 + random.nextDouble() * size.width() / 3,
                10 + random.nextDouble() * size.height() / 3));
      }
      images.add(boxes);
    }
    return new TargetBatch(images);
  }
}
