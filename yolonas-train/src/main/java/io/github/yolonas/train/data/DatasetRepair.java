package io.github.yolonas.train.data;

import io.github.yolonas.format.AnnotatedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes views of data sets without what was found to be wrong. */
final class DatasetRepair {
  private DatasetRepair() {}

  static DatasetTreatment apply(List<NamedDataset> datasets, DatasetReport report) {
    List<NamedDataset> repaired = new ArrayList<>();
    List<String> actions = new ArrayList<>();
    for (NamedDataset dataset : datasets) {
      Map<Integer, List<DatasetFinding>> byImage = byImage(dataset.name(), report);
      repaired.add(
          byImage.isEmpty()
              ? dataset
              : new NamedDataset(dataset.name(), repaired(dataset.dataset(), byImage, actions)));
    }
    return new DatasetTreatment(report, repaired, actions);
  }

  /** What can be repaired. */
  private static Map<Integer, List<DatasetFinding>> byImage(String dataset, DatasetReport report) {
    Map<Integer, List<DatasetFinding>> byImage = new HashMap<>();
    for (DatasetFinding finding : report.findings()) {
      boolean reparable = finding.kind().repair() != FindingKind.Repair.NONE;
      if (reparable && finding.dataset().equals(dataset)) {
        finding
            .index()
            .ifPresent(i -> byImage.computeIfAbsent(i, key -> new ArrayList<>()).add(finding));
      }
    }
    return byImage;
  }

  private static DatasetView repaired(
      Dataset dataset, Map<Integer, List<DatasetFinding>> byImage, List<String> actions) {
    List<Integer> kept = new ArrayList<>();
    Map<Integer, AnnotatedImage> replaced = new HashMap<>();
    for (int i = 0; i < dataset.size(); i++) {
      List<DatasetFinding> findings = byImage.getOrDefault(i, List.of());
      Stream<DatasetFinding> fatal =
          findings.stream().filter(f -> f.kind().repair() == FindingKind.Repair.DROP_IMAGE);
      String reason = fatal.findFirst().map(DatasetRepair::text).orElse("");
      if (!reason.isEmpty()) {
        actions.add("dropped the image: " + reason);
        continue;
      }
      kept.add(i);
      if (!findings.isEmpty()) {
        AnnotatedImage before = dataset.annotations(i);
        AnnotatedImage after = BoxChecks.repaired(before);
        replaced.put(i, after);
        actions.add(
            "kept %d of %d boxes, inside of the image: %s"
                .formatted(
                    after.annotations().size(),
                    before.annotations().size(),
                    text(findings.get(0))));
      }
    }
    return DatasetView.of(dataset, kept, replaced);
  }

  private static String text(DatasetFinding finding) {
    return "%s: %s: %s".formatted(finding.dataset(), finding.image().orElse(""), finding.message());
  }
}
