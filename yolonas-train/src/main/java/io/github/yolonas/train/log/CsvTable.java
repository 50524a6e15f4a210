package io.github.yolonas.train.log;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table whose first column is the step.
 *
 * @param file where it is
 * @param header the names of its columns
 */
record CsvTable(LineFile file, String header) {

  static CsvTable of(LineFile file, List<String> columns) {
    return new CsvTable(file, String.join(",", columns));
  }

  /** Forgets what is later than a step. */
  void restart(long step) {
    file.restart(
        header + "\n", (number, line) -> number > 1 ? keeps(number, line, step) : skip(line));
  }

  /** The header is written anew; another one means that the file is not ours to change. */
  private boolean skip(String line) {
    if (!line.equals(header)) {
      throw new TrainingLogException(
          "%s: line 1: expected the columns %s, found %s".formatted(file.path(), header, line));
    }
    return false;
  }

  private boolean keeps(int number, String line, long step) {
    String first = line.substring(0, Math.max(0, line.indexOf(',')));
    try {
      return Long.parseLong(first) <= step;
    } catch (NumberFormatException e) {
      throw new TrainingLogException(
          "%s: line %d: expected a step, found '%s'".formatted(file.path(), number, line));
    }
  }

  void add(List<?> row) {
    file.append(row.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }
}
