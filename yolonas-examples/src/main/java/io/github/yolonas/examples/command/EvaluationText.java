package io.github.yolonas.examples.command;

import io.github.yolonas.train.metrics.CocoCategory;
import io.github.yolonas.train.metrics.CocoStats;
import io.github.yolonas.train.metrics.DetectionEvaluation;
import io.github.yolonas.train.metrics.DetectionMetricsResult;
import java.util.List;
import java.util.Locale;

/** An evaluation for people who look at a terminal. */
final class EvaluationText {
  private static final int LEAST_WIDTH = 5;

  private EvaluationText() {}

  static String of(DetectionEvaluation evaluation) {
    List<CocoCategory> categories = evaluation.coco().categories();
    int width = categories.stream().mapToInt(c -> c.name().length()).reduce(LEAST_WIDTH, Math::max);
    StringBuilder text = new StringBuilder();
    text.append(evaluation.coco().stats()).append("\n\n");
    DetectionMetricsResult metrics = evaluation.metrics50();
    text.append(
        String.format(
            Locale.ROOT,
            "With a score of %.2f or more, at IoU 0.50: precision %.3f, recall %.3f, F1 %.3f%n%n",
            evaluation.errors().scoreThreshold(),
            metrics.precision(),
            metrics.recall(),
            metrics.f1()));
    text.append(
        String.format(
            Locale.ROOT,
            "%-" + width + "s  objects     AP   AP50   AP75  AR100  precision  recall     F1",
            "class"));
    for (int label = 0; label < categories.size(); label++) {
      CocoCategory category = categories.get(label);
      CocoStats stats = evaluation.coco().stats(category.id());
      DetectionMetricsResult.PerClass m = metrics.classes().get(label);
      text.append(
          String.format(
              Locale.ROOT,
              "%n%-" + width + "s  %7d  %5.3f  %5.3f  %5.3f  %5.3f  %9.3f  %6.3f  %5.3f",
              category.name(),
              m.targets(),
              stats.ap(),
              stats.ap50(),
              stats.ap75(),
              stats.ar100(),
              m.precision(),
              m.recall(),
              m.f1()));
    }
    return text.toString();
  }
}
