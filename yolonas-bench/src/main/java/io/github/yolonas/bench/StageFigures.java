package io.github.yolonas.bench;

import io.github.yolonas.Precision;
import io.github.yolonas.postprocess.Candidates;
import io.github.yolonas.postprocess.NonMaxSuppression;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** What a prediction does before and after the network, against the network itself, in fp32. */
final class StageFigures {
  private static final double IOU = 0.7;
  private static final int CANDIDATES = 1000;

  private StageFigures() {}

  static List<Figure> measure(Path checkpoint, Workload workload, Effort effort) throws Exception {
    int runs = effort.runs();
    try (Stages stages =
            Stages.open(checkpoint, Precision.FP32, workload.size(), workload.threads());
        PointerScope scope = new PointerScope()) {
      double before =
          Stopwatch.milliseconds(2, runs, () -> scoped(() -> stages.preprocess().numel())).median();
      Tensor input = stages.preprocess();
      double network =
          Stopwatch.milliseconds(
                  2, runs, () -> scoped(() -> stages.forward(input).classes().size()))
              .median();
      Stages.HeadTensors heads = stages.forward(input);
      int detections = stages.postprocess(heads);
      double after = Stopwatch.milliseconds(2, runs, () -> stages.postprocess(heads)).median();
      return List.of(
          new Figure("stages.before", "1080p JPEG: decode, letterbox, upload", before, "ms"),
          new Figure("stages.network", "the network on it, fp32", network, "ms"),
          new Figure(
              "stages.after",
              "DFL decode, choice, NMS; %d detections".formatted(detections),
              after,
              "ms"),
          new Figure(
              "stages.share", "before and after, to the network", (before + after) / network, "×"),
          suppression(runs));
    }
  }

  private static Figure suppression(int runs) throws Exception {
    Candidates boxes = RandomBoxes.of(CANDIDATES);
    float[] corners = boxes.boxesXyxy();
    float[] scores = boxes.scores();
    int[] labels = boxes.labels();
    NonMaxSuppression nms = NonMaxSuppression.perClass(IOU);
    double ms =
        Stopwatch.milliseconds(20 * runs, 10 * runs, () -> nms.keep(corners, scores, labels))
            .median();
    return new Figure("nms.1000x80", "NMS of 1,000 candidates of 80 classes", ms, "ms");
  }

  private interface Counted {
    long count();
  }

  /** Frees whatever {@code work} makes, inside the time that is taken. */
  private static long scoped(Counted work) {
    try (PointerScope scope = new PointerScope()) {
      return work.count();
    }
  }
}
