package io.github.yolonas.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalLong;
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

  private void awaitScreen(String text) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!screen.toString().contains(text) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(screen.toString()).contains(text);
  }
}
