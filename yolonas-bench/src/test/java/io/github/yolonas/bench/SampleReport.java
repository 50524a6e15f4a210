package io.github.yolonas.bench;

import io.github.yolonas.preprocess.InputSize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A report with round numbers. */
final class SampleReport {
  private SampleReport() {}

  static Report report() {
    return new Report(
        new Machine("Some Processor", 2, List.of("avx2", "bf16"), "Linux amd64, Java 17"),
        new Workload("YOLO-NAS S", new InputSize(640, 640), 2, 2),
        limits(),
        40,
        List.of(
            result("yolonas", "fp32", new Quartiles(240, 250, 260), 0),
            result("yolonas", "bf16", new Quartiles(120, 125, 126), 0.002),
            result("ONNX Runtime", "int8", new Quartiles(99, 100, 104), 0.05),
            Result.absent(
                new Entrant(
                    "OpenCV DNN",
                    "fp32",
                    () -> {
                      throw new IllegalStateException();
                    }),
                new IllegalStateException("cannot read it\nat line 7"))),
        List.of(new Figure("nms.1000x80", "NMS of 1,000 candidates", 0.523, "ms")));
  }

  private static Map<String, Double> limits() {
    Map<String, Double> limits = new LinkedHashMap<>();
    limits.put("fp32", 200.0);
    limits.put("bf16", 400.0);
    return limits;
  }

  private static Result result(String name, String precision, Quartiles time, double difference) {
    return new Result(name, precision, "1.0", Optional.of(time), difference, "");
  }
}
