package io.github.yolonas.bench;

import io.github.yolonas.Device;
import io.github.yolonas.Precision;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.preprocess.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Memory and time of a process of its own: peak, start, first prediction. */
final class ProcessFigures {
  private static final int PASSES = 20;
  private static final int STARTS = 3;
  private static final double MEBI = 1 << 20;

  private final Path checkpoint;
  private final Workload workload;

  ProcessFigures(Path checkpoint, Workload workload) {
    this.checkpoint = checkpoint;
    this.workload = workload;
  }

  /** Peak resident memory of a JVM that loads the network and runs it, fp32. */
  Figure peakMemory(String runtime, Path network) throws IOException {
    try (ChildJvm child =
        ChildJvm.start(
            ChildTask.PASSES,
            runtime,
            network.toString(),
            Integer.toString(workload.size().height()),
            Integer.toString(workload.size().width()),
            Integer.toString(workload.batch()),
            Integer.toString(workload.threads()),
            Integer.toString(PASSES))) {
      return new Figure(
          "memory." + runtime,
          "%s fp32, peak memory of a process, %d passes".formatted(runtime, PASSES),
          Long.parseLong(child.readLine()) / MEBI,
          "MiB");
    }
  }

  /** From the start of a JVM to its first detection; natives are unpacked already. */
  Figure start(Path image) throws Exception {
    Quartiles ms = Stopwatch.milliseconds(1, STARTS, () -> detect(image));
    return new Figure("start", "from java to the first detections", ms.median(), "ms");
  }

  private String detect(Path image) throws IOException {
    try (ChildJvm child =
        ChildJvm.start(
            ChildTask.DETECT,
            checkpoint.toString(),
            Integer.toString(workload.threads()),
            image.toString())) {
      return child.readLine();
    }
  }

  /** The first prediction of a model that was just loaded, and later ones. */
  List<Figure> firstPrediction(Effort effort) throws Exception {
    YoloNasOptions options =
        YoloNasOptions.builder()
            .device(Device.cpu())
            .precision(Precision.FP32)
            .threads(workload.threads())
            .build();
    ImageSource image = ImageSource.of(GeneratedImage.jpeg());
    try (YoloNas model = YoloNas.load(checkpoint, options)) {
      model.warmUp();
      double first = Stopwatch.once(() -> model.predict(image));
      double later = Stopwatch.milliseconds(3, effort.runs(), () -> model.predict(image)).median();
      List<Figure> figures = new ArrayList<>();
      figures.add(new Figure("predict", "a prediction of a 1080p JPEG, fp32", later, "ms"));
      figures.add(
          new Figure(
              "predict.first",
              "the first prediction after warming up, to later ones",
              first / later,
              "×"));
      return figures;
    }
  }

  /** The 1080p JPEG as a file. */
  static Path writeImage(Path folder) throws IOException {
    return Files.write(folder.resolve("image.jpg"), GeneratedImage.jpeg());
  }
}
