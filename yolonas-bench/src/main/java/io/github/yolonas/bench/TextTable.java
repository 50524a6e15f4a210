package io.github.yolonas.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Columns of plain text, as wide as their widest cell; numbers to the right. */
final class TextTable {
  private static final String GAP = "  ";
  private static final String NUMBER =
      "[-+]?[0-9.]+( ?[%×])?|-|n/a|[0-9.]+ – [0-9.]+|[-0-9.]+e-?\\d+";

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(String... header) {
    this.header = List.of(header);
  }

  /**
   * Adds a row below the others.
   *
   * @throws IllegalArgumentException if it has more or fewer cells than the header
   */
  void row(String... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "row: expected %d cells, found %d".formatted(header.size(), cells.length));
    }
    rows.add(List.of(cells));
  }

  /** The header, a rule, the rows; no line ends in a space. */
  List<String> lines() {
    int[] widths = IntStream.range(0, header.size()).map(this::width).toArray();
    List<String> lines = new ArrayList<>();
    lines.add(line(header, widths));
    lines.add("─".repeat(IntStream.of(widths).sum() + GAP.length() * (widths.length - 1)));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private String line(List<String> cells, int[] widths) {
    List<String> padded = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      String space = " ".repeat(widths[i] - cells.get(i).length());
      padded.add(isNumeric(i) ? space + cells.get(i) : cells.get(i) + space);
    }
    return String.join(GAP, padded).stripTrailing();
  }

  private int width(int column) {
    return Math.max(
        header.get(column).length(),
        rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
  }

  /** A column of numbers, in which something may be missing. */
  private boolean isNumeric(int column) {
    return !rows.isEmpty()
        && rows.stream()
            .map(row -> row.get(column))
            .allMatch(cell -> cell.isEmpty() || cell.matches(NUMBER))
        && rows.stream().anyMatch(row -> !row.get(column).isEmpty());
  }
}
