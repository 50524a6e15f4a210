package io.github.yolonas.train.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is in data sets, and what is wrong with them. Immutable.
 *
 * @param datasets what each holds
 * @param findings the worst first; those that matter alike by data set and image
 */
public record DatasetReport(List<DatasetSummary> datasets, List<DatasetFinding> findings) {
  /** How many findings of a kind {@link #toString} shows, and the message of a refusal. */
  private static final int SHOWN = 5;

  /** Copies the lists. */
  public DatasetReport {
    datasets = List.copyOf(datasets);
    findings = List.copyOf(findings);
  }

  /** How many findings matter so much. */
  public long count(FindingSeverity severity) {
    return findings.stream().filter(f -> f.severity() == severity).count();
  }

  /** The findings of a kind, in order. */
  public List<DatasetFinding> of(FindingKind kind) {
    return findings.stream().filter(f -> f.kind() == kind).toList();
  }

  /** Whether a training should not be started. */
  public boolean hasErrors() {
    return count(FindingSeverity.ERROR) > 0;
  }

  /**
   * Refuses data sets with errors.
   *
   * @throws DatasetException if there is one; its message shows the first few
   */
  public void requireSound() {
    if (hasErrors()) {
      List<String> first =
          findings.stream()
              .filter(f -> f.severity() == FindingSeverity.ERROR)
              .limit(SHOWN)
              .map(DatasetFinding::toString)
              .toList();
      throw new DatasetException(
          "data sets: expected no errors, found %d:%n%s"
              .formatted(count(FindingSeverity.ERROR), String.join("\n", first)));
    }
  }

  /**
   * All of it, as one JSON object: {@code {"datasets": [{"name", "images", "objects", "classes":
   * {"cat": 12}}], "errors", "warnings", "findings": [{"severity", "kind", "dataset", "image",
   * "message", "repair"}]}}; {@code image} is null for what concerns a whole data set.
   */
  public String toJson() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("datasets");
      for (DatasetSummary dataset : datasets) {
        write(json, dataset);
      }
      json.writeEndArray();
      json.writeNumberField("errors", count(FindingSeverity.ERROR));
      json.writeNumberField("warnings", count(FindingSeverity.WARNING));
      json.writeArrayFieldStart("findings");
      for (DatasetFinding finding : findings) {
        write(json, finding);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) { // a StringWriter throws none
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, DatasetSummary dataset) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", dataset.name());
    json.writeNumberField("images", dataset.images());
    json.writeNumberField("objects", dataset.objects());
    json.writeObjectFieldStart("classes");
    for (Map.Entry<String, Long> entry : dataset.objectsByClass().entrySet()) {
      json.writeNumberField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, DatasetFinding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    json.writeStringField("kind", finding.kind().name().toLowerCase(Locale.ROOT));
    json.writeStringField("dataset", finding.dataset());
    json.writeStringField("image", finding.image().orElse(null));
    json.writeStringField("message", finding.message());
    json.writeStringField("repair", finding.kind().repair().toString());
    json.writeEndObject();
  }

  /** For people: what there is, then of each kind of finding how many, and the first few. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (DatasetSummary dataset : datasets) {
      text.append(
          "%s: %d images, %d objects of %d classes%n"
              .formatted(
                  dataset.name(),
                  dataset.images(),
                  dataset.objects(),
                  dataset.objectsByClass().size()));
    }
    for (FindingKind kind : FindingKind.values()) {
      append(text, kind, of(kind));
    }
    return text.append(
            "%d errors, %d warnings"
                .formatted(count(FindingSeverity.ERROR), count(FindingSeverity.WARNING)))
        .toString();
  }

  private static void append(StringBuilder text, FindingKind kind, List<DatasetFinding> found) {
    if (found.isEmpty()) {
      return;
    }
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    text.append("%n%s (%d); a repair %s%n".formatted(name, found.size(), kind.repair()));
    found.stream().limit(SHOWN).forEach(f -> text.append("  ").append(f).append('\n'));
    if (found.size() > SHOWN) {
      text.append("  … and %d more%n".formatted(found.size() - SHOWN));
    }
  }
}
