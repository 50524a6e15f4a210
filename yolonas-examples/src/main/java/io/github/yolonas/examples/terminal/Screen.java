package io.github.yolonas.examples.terminal;

import java.io.PrintWriter;
import java.util.OptionalLong;
import java.util.function.Consumer;
import picocli.CommandLine;

/** What a long command prints while it works: results, notes, and below them how far it is. */
public final class Screen implements AutoCloseable {
  private final PrintWriter out;
  private final PrintWriter err;
  private final ProgressLine progress;

  /**
   * Begins to print.
   *
   * @param task what the bar is called
   * @param unit what it counts
   * @param total how many there are, if known
   */
  public Screen(CommandLine command, String task, String unit, OptionalLong total) {
    out = command.getOut();
    err = command.getErr();
    progress = ProgressLine.of(err, task, unit, total);
  }

  /** Standard output, for what machines read. */
  public PrintWriter out() {
    return out;
  }

  /** How far the command is. */
  public ProgressLine progress() {
    return progress;
  }

  /** Something for people, on standard output, made {@linkplain Printable printable}. */
  public void print(Consumer<PrintWriter> result) {
    progress.above(
        () -> {
          PrintWriter printable = Printable.on(out);
          result.accept(printable);
          printable.flush();
        });
  }

  /** A line on standard error, made {@linkplain Printable printable}. */
  public void note(String line) {
    progress.above(
        () -> {
          err.println(Printable.of(line));
          err.flush();
        });
  }

  @Override
  public void close() {
    progress.close();
    out.flush();
  }
}
