package io.github.yolonas.train.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The numbers of each class, as rows of text.
 *
 * @param rows one for each class, with the columns {@link #HEADS}
 */
record ClassTable(List<List<String>> rows) {
  static final List<String> HEADS =
      List.of(
          "class",
          "id",
          "objects",
          "AP",
          "AP50",
          "AP75",
          "AR100",
          "precision",
          "recall",
          "F1",
          "best score");

  static ClassTable of(DetectionEvaluation evaluation) {
    List<CocoCategory> categories = evaluation.coco().categories();
    List<List<String>> rows = new ArrayList<>();
    for (int label = 0; label < categories.size(); label++) {
      CocoCategory category = categories.get(label);
      CocoStats stats = evaluation.coco().stats(category.id());
      DetectionMetricsResult.PerClass metrics = evaluation.metrics50().classes().get(label);
      rows.add(
          List.of(
              category.name(),
              Long.toString(category.id()),
              Integer.toString(metrics.targets()),
              number(stats.ap()),
              number(stats.ap50()),
              number(stats.ap75()),
              number(stats.ar100()),
              number(metrics.precision()),
              number(metrics.recall()),
              number(metrics.f1()),
              number(metrics.bestScoreThreshold())));
    }
    return new ClassTable(rows);
  }

  /** Three decimals; a dash where there is nothing to be said. */
  static String number(double value) {
    return value < 0 ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }

  String toCsv() {
    StringBuilder csv = new StringBuilder(String.join(",", HEADS)).append('\n');
    for (List<String> row : rows) {
      csv.append(row.stream().map(Csv::field).collect(Collectors.joining(","))).append('\n');
    }
    return csv.toString();
  }
}
