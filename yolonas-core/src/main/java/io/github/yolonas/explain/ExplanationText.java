package io.github.yolonas.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lays an explanation out in columns: what, the value, who decided it and why. */
final class ExplanationText {
  private static final int WIDTH = 100;

  private final List<String> lines = new ArrayList<>();
  private final int valueWidth;

  private ExplanationText(ModelExplanation e) {
    valueWidth =
        allRows(e).stream()
            .mapToInt(row -> row.text().length())
            .filter(length -> length <= WIDTH / 2)
            .max()
            .orElse(0);
  }

  static String of(ModelExplanation e) {
    return new ExplanationText(e).write(e);
  }

  private static List<Row> allRows(ModelExplanation e) {
    List<Row> rows = new ArrayList<>(Row.of(e.input()));
    rows.addAll(Row.of(e.execution()));
    rows.addAll(Row.of(e.thresholds()));
    return rows;
  }

  private String write(ModelExplanation e) {
    lines.add(e.model());
    fact("file", e.format().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    fact("SHA-256", e.digest().toString());
    fact("network", e.architecture());
    Chosen<List<String>> names = e.classNames();
    fact("classes", names.value().size() + ", named by " + names.origin());
    wrap("    ", String.join(", ", names.value()));
    section("From an image to the network", Row.of(e.input()));
    section("The network", Row.of(e.execution()));
    section("From its outputs to detections", Row.of(e.thresholds()));
    lines.add("");
    lines.add("Licence");
    wrap("  ", e.licence());
    lines.add("");
    lines.add("yolonas " + e.libraryVersion());
    return String.join("\n", lines);
  }

  private void fact(String what, String value) {
    lines.add("  %-18s%s".formatted(what, value));
  }

  private void section(String title, List<Row> rows) {
    lines.add("");
    lines.add(title);
    for (Row row : rows) {
      Chosen<?> chosen = row.chosen();
      String because = chosen.why().isEmpty() ? "" : ": " + chosen.why();
      String value = pad(row.text());
      lines.add("  %-18s%s  %s%s".formatted(row.label(), value, chosen.origin(), because));
    }
  }

  private String pad(String text) {
    return text + " ".repeat(Math.max(0, valueWidth - text.length()));
  }

  private void wrap(String indent, String text) {
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.split(" ", -1)) {
      if (line.length() > indent.length() && line.length() + word.length() > WIDTH) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(indent);
      }
      line.append(word).append(' ');
    }
    lines.add(line.toString().stripTrailing());
  }
}
