package io.github.yolonas.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The greatest difference from the original of each tensor, as a Markdown table. */
final class ParityReport {
  private static final Path FILE = Path.of("target", "parity-forward.md");

  private final Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
  private final Set<String> columns = new TreeSet<>();

  synchronized void add(String tensor, String column, double difference) {
    columns.add(column);
    rows.computeIfAbsent(tensor, name -> new LinkedHashMap<>())
        .merge(column, difference, Math::max);
  }

  void write() {
    StringBuilder text =
        new StringBuilder("| tensor | " + String.join(" | ", columns) + " |\n|---");
    text.append("|---".repeat(columns.size())).append("|\n");
    rows.forEach((tensor, cells) -> text.append(row(tensor, cells)));
    try {
      Files.createDirectories(Path.of("target"));
      Files.writeString(FILE, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String row(String tensor, Map<String, Double> cells) {
    return columns.stream()
        .map(column -> String.format(Locale.ROOT, "%.1e", cells.getOrDefault(column, Double.NaN)))
        .collect(Collectors.joining(" | ", "| `" + tensor + "` | ", " |\n"));
  }
}
