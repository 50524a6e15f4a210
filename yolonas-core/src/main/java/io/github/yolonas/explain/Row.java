package io.github.yolonas.explain;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One value of an explanation.
 *
 * @param key its name in JSON
 * @param label its name for people
 */
record Row(String key, String label, Chosen<?> chosen) {

  static List<Row> of(InputExplanation input) {
    return List.of(
        new Row("exif", "EXIF orientation", input.exif()),
        new Row("resize", "resize", input.resize()),
        new Row("padding", "padding", input.padding()),
        new Row("channelOrder", "channel order", input.channelOrder()),
        new Row("normalization", "normalization", input.normalization()),
        new Row("size", "network input", input.size()));
  }

  static List<Row> of(ExecutionExplanation execution) {
    return List.of(
        new Row("device", "device", execution.device()),
        new Row("precision", "precision", execution.precision()),
        new Row("kernels", "kernels", execution.kernels()),
        new Row("threads", "threads of a pass", execution.threads()),
        new Row("batchSize", "images of a pass", execution.batchSize()));
  }

  static List<Row> of(Thresholds thresholds) {
    return List.of(
        new Row("conf", "least score", thresholds.conf()),
        new Row("iou", "suppression IoU", thresholds.iou()),
        new Row("nmsTopK", "candidates", thresholds.nmsTopK()),
        new Row("maxPredictions", "most detections", thresholds.maxPredictions()),
        new Row("multiLabelPerBox", "several per box", thresholds.multiLabelPerBox()),
        new Row("classAgnosticNms", "across classes", thresholds.classAgnosticNms()),
        new Row("classes", "classes wanted", thresholds.classes()));
  }

  /** The value for people. */
  String text() {
    return text(chosen.value());
  }

  static String text(Object value) {
    if (value instanceof Boolean yes) {
      return yes ? "yes" : "no";
    }
    if (value instanceof Double number && number == Math.rint(number)) {
      return String.format(Locale.ROOT, "%.0f", number);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
    if (value instanceof Collection<?> many) {
      return many.isEmpty()
          ? "all"
          : many.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
    if (value instanceof Optional<?> size) {
      return size.map(Row::text).orElse("the image's, in multiples of 32");
    }
    return value.toString();
  }
}
