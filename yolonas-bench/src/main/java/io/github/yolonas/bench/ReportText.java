package io.github.yolonas.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A report for people. */
final class ReportText {
  private final Report report;

  ReportText(Report report) {
    this.report = report;
  }

  /** The workload, the comparison, who is missing and why, then the figures beside it. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(preamble());
    lines.add("");
    lines.addAll(comparison());
    report.results().stream()
        .filter(result -> !result.remark().isEmpty())
        .forEach(result -> lines.add("n/a: " + result.title() + ": " + result.remark()));
    if (!report.figures().isEmpty()) {
      lines.add("");
      lines.addAll(figures());
    }
    return lines;
  }

  private List<String> preamble() {
    Machine machine = report.machine();
    String limits =
        report.limits().entrySet().stream()
            .map(limit -> format("%.0f GFLOP/s %s", limit.getValue(), limit.getKey()))
            .collect(Collectors.joining(", "));
    return List.of(
        format("machine   %s, %d cores", machine.cpu(), machine.cores()),
        "          " + String.join(" ", machine.features()),
        "          " + machine.system(),
        format("at best   %s (a large matrix product)", limits),
        format("network   %s: %.1f GFLOP a pass", report.workload().title(), report.gigaflops()));
  }

  private List<String> comparison() {
    TextTable table =
        new TextTable(
            "runtime",
            "version",
            "precision",
            "ms",
            "quartiles",
            "images/s",
            "GFLOP/s",
            "of limit",
            "time",
            "Δ score");
    for (Result result : report.results()) {
      Optional<Quartiles> time = result.milliseconds();
      table.row(
          result.name(),
          result.version(),
          result.precision(),
          time.map(t -> format("%.1f", t.median())).orElse("n/a"),
          time.map(t -> format("%.1f – %.1f", t.first(), t.third())).orElse(""),
          time.map(t -> format("%.1f", report.imagesPerSecond(t))).orElse(""),
          time.map(t -> format("%.0f", report.gigaflopsPerSecond(t))).orElse(""),
          optional("%.0f %%", report.partOfLimit(result), 100),
          optional("%.2f ×", report.ratio(result), 1),
          time.map(t -> format("%.0e", result.scoreDifference())).orElse(""));
    }
    return table.lines();
  }

  private List<String> figures() {
    TextTable table = new TextTable("beside it", "value", "");
    for (Figure figure : report.figures()) {
      table.row(figure.label(), format("%.2f", figure.value()), figure.unit());
    }
    return table.lines();
  }

  private static String optional(String format, OptionalDouble value, double factor) {
    return value.isPresent() ? format(format, factor * value.orElseThrow()) : "";
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
