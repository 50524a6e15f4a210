package io.github.yolonas.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final OptionalLong TEN = OptionalLong.of(10);

  private final StringWriter screen = new StringWriter();
  private final PrintWriter err = new PrintWriter(screen);

  @Test
  void whereNobodyWatchesNothingIsPrinted() {
    try (ProgressLine line = ProgressLine.of(err, "predict", "images", TEN)) {
      line.progressed(5, TEN);
      line.above(() -> err.println("a line"));
    }
    assertThat(screen).hasToString("a line" + System.lineSeparator());
  }

  @Test
  void aTerminalShowsCountSpeedAndTimeLeft() {
    try (ProgressLine line = ProgressLine.visible(err, "predict", "images", TEN)) {
      line.progressed(5, TEN);
      awaitScreen("5/10");
    }
    assertThat(screen.toString())
        .contains("predict")
        .contains("images")
        .contains("/s")
        .contains("50%")
        .endsWith("\r\u001b[K");
  }

  @Test
  void whatIsPrintedGoesAboveTheBar() {
    try (ProgressLine line = ProgressLine.visible(err, "predict", "images", TEN)) {
      line.progressed(3, TEN);
      awaitScreen("3/10");
      line.above(() -> err.println("result"));
      String[] lines = screen.toString().split("\r\u001b\\[K", -1);
      assertThat(lines[lines.length - 1])
          .startsWith("result" + System.lineSeparator())
          .contains("3/10");
    }
  }

  @Test
  void theTotalMayBeUnknown() {
    try (ProgressLine line =
        ProgressLine.visible(err, "calibrate", "images", OptionalLong.empty())) {
      line.progressed(7, OptionalLong.empty());
      awaitScreen("7");
      line.progressed(8, TEN);
      awaitScreen("8/10");
    }
  }

  @Test
  void aStepTakenWhileTheBarIsDrawnIsShown() throws InterruptedException {
    Slow slow = new Slow(screen);
    try (ProgressLine line =
        ProgressLine.visible(new PrintWriter(slow), "predict", "images", TEN)) {
      assertThat(slow.drawing.await(20, TimeUnit.SECONDS)).isTrue();
      line.progressed(5, TEN);
      slow.stepped.countDown();
      awaitScreen("5/10");
    }
  }

  private void awaitScreen(String text) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!screen.toString().contains(text) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(screen.toString()).contains(text);
  }

  /** Holds what is drawn first until a step was taken. */
  private static final class Slow extends FilterWriter {
    private final CountDownLatch drawing = new CountDownLatch(1);
    private final CountDownLatch stepped = new CountDownLatch(1);

    Slow(Writer screen) {
      super(screen);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      drawing.countDown();
      try {
        assertThat(stepped.await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new InterruptedIOException(e.getMessage());
      }
      super.write(text, from, length);
    }
  }
}
