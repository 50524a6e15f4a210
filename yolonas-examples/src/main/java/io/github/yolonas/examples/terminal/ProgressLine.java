package io.github.yolonas.examples.terminal;

import io.github.yolonas.ProgressListener;
import java.io.PrintWriter;
import java.util.OptionalLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A bar with speed and time left, kept below whatever else is printed; nothing at all where nobody
 * watches. It goes away when the work is done.
 */
public final class ProgressLine implements ProgressListener, AutoCloseable {
  private static final int WIDTH = 80;
  private static final int UPDATE_MILLIS = 200;
  private static final String CLEAR = "\r\u001b[K";
  private static final long UNKNOWN = -1;

  private final PrintWriter err;
  private final @Nullable ProgressBar bar;
  private String drawn = "";

  private ProgressLine(PrintWriter err, boolean visible, String task, String unit, long total) {
    this.err = err;
    bar = visible ? bar(task, unit, total) : null;
  }

  /** A line on standard error if that is a terminal, and if there is more than one thing to do. */
  public static ProgressLine of(PrintWriter err, String task, String unit, OptionalLong total) {
    boolean visible = total.orElse(UNKNOWN) != 1 && Terminal.isError();
    return new ProgressLine(err, visible, task, unit, total.orElse(UNKNOWN));
  }

  /** A line wherever {@code err} goes. */
  public static ProgressLine visible(
      PrintWriter err, String task, String unit, OptionalLong total) {
    return new ProgressLine(err, true, task, unit, total.orElse(UNKNOWN));
  }

  private ProgressBar bar(String task, String unit, long total) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setUnit(" " + unit, 1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        // Otherwise a step taken while the bar is being drawn is not shown until the next one.
        .continuousUpdate()
        .showSpeed()
        .setConsumer(new Line())
        .build();
  }

  @Override
  public void progressed(long done, OptionalLong total) {
    if (bar != null) {
      total.ifPresent(bar::maxHint);
      bar.stepTo(done);
    }
  }

  /** Lets {@code print} have the screen, and draws the bar again below what it printed. */
  public synchronized void above(Runnable print) {
    if (drawn.isEmpty()) {
      print.run();
    } else {
      err.print(CLEAR);
      err.flush();
      print.run();
      draw(drawn);
    }
  }

  private synchronized void draw(String line) {
    drawn = line;
    err.print(line.isEmpty() ? CLEAR : "\r" + line);
    err.flush();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  /** Where the bar is drawn, from its own thread too. */
  private final class Line implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return WIDTH;
    }

    @Override
    public void accept(String rendered) {
      draw(rendered);
    }

    @Override
    public void clear() {
      draw("");
    }

    @Override
    public void close() {
      draw("");
    }
  }
}
