package io.github.yolonas.train.data;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.Annotation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts the objects of each class, and says which are none, or too few beside the others. */
final class ClassChecks {
  private ClassChecks() {}

  static DatasetSummary summary(NamedDataset dataset, List<ImageExamination.Facts> images) {
    List<String> names = dataset.dataset().classNames();
    long[] counts = new long[names.size()];
    for (ImageExamination.Facts image : images) {
      AnnotatedImage annotations = image.annotations();
      if (annotations != null) {
        annotations.annotations().stream()
            .filter(a -> !a.crowd())
            .map(Annotation::object)
            .forEach(object -> counts[object.label()]++);
      }
    }
    Map<String, Long> byClass = new LinkedHashMap<>();
    for (int label = 0; label < counts.length; label++) {
      byClass.put(names.get(label), counts[label]);
    }
    return new DatasetSummary(dataset.name(), dataset.dataset().size(), byClass);
  }

  static List<DatasetFinding> findings(DatasetSummary summary, double imbalance) {
    List<DatasetFinding> findings = new ArrayList<>();
    summary
        .objectsByClass()
        .forEach(
            (name, count) -> {
              if (count == 0) {
                String message = "class %s: expected objects, found none".formatted(name);
                findings.add(
                    DatasetFinding.ofDataset(FindingKind.UNUSED_CLASS, summary.name(), message));
              }
            });
    imbalance(summary, imbalance).ifPresent(findings::add);
    return findings;
  }

  private static Optional<DatasetFinding> imbalance(DatasetSummary summary, double most) {
    Comparator<Map.Entry<String, Long>> byCount = Map.Entry.comparingByValue();
    List<Map.Entry<String, Long>> used =
        summary.objectsByClass().entrySet().stream()
            .filter(e -> e.getValue() > 0)
            .sorted(byCount)
            .toList();
    if (used.isEmpty()) {
      return Optional.empty();
    }
    Map.Entry<String, Long> rarest = used.get(0);
    Map.Entry<String, Long> commonest = used.get(used.size() - 1);
    if (commonest.getValue() <= most * rarest.getValue()) {
      return Optional.empty();
    }
    String message =
        ("classes: expected at most %s times as many objects of one as of another,"
                + " found %d of %s and %d of %s")
            .formatted(
                most, commonest.getValue(), commonest.getKey(), rarest.getValue(), rarest.getKey());
    return Optional.of(
        DatasetFinding.ofDataset(FindingKind.CLASS_IMBALANCE, summary.name(), message));
  }

  /** Labels are comparable only where they mean the same. */
  static List<DatasetFinding> differences(List<NamedDataset> datasets) {
    List<DatasetFinding> findings = new ArrayList<>();
    for (NamedDataset dataset : datasets) {
      List<String> expected = datasets.get(0).dataset().classNames();
      List<String> found = dataset.dataset().classNames();
      if (!found.equals(expected)) {
        String message =
            "classes: expected %s, as %s has, found %s"
                .formatted(expected, datasets.get(0).name(), found);
        findings.add(DatasetFinding.ofDataset(FindingKind.CLASSES_DIFFER, dataset.name(), message));
      }
    }
    return findings;
  }
}
