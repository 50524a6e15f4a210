package io.github.yolonas.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * The table of faults, {@code target/fault-report.md}: what was done to the library, what it should
 * do then, and what it did. Each row is a file of its own, so that child processes add theirs.
 */
final class FaultReport {
  private static final Path ROWS = Path.of("target/faults");
  private static final Path REPORT = Path.of("target/fault-report.md");

  private FaultReport() {}

  /** Checks how something fails, and notes it. */
  static void refused(
      String fault, Class<? extends Throwable> type, String part, ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).as(fault).isInstanceOf(type).hasMessageContaining(part);
    add(fault, "%s that says '%s'".formatted(type.getSimpleName(), part), describe(thrown));
  }

  static String describe(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
    return thrown.getClass().getSimpleName() + ": " + message;
  }

  /** Adds a row, or replaces that of the same fault. */
  static synchronized void add(String fault, String expected, String observed) {
    String name = fault.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String row = "| %s | %s | %s |%n".formatted(cell(fault), cell(expected), cell(observed));
    try {
      Files.createDirectories(ROWS);
      Files.writeString(ROWS.resolve(name + ".row"), row);
      Files.writeString(REPORT, table());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("/tmp/junit[^/ ]*", "/tmp/…");
  }

  private static String table() throws IOException {
    StringBuilder text = new StringBuilder("| fault | expected | observed |\n|---|---|---|\n");
    try (Stream<Path> files = Files.list(ROWS)) {
      List<Path> rows = files.filter(f -> f.toString().endsWith(".row")).sorted().toList();
      for (Path row : rows) {
        text.append(Files.readString(row));
      }
    }
    return text.toString();
  }
}
