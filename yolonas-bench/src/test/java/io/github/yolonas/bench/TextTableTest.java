package io.github.yolonas.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void alignsTextLeftAndNumbersRight() {
    TextTable table = new TextTable("runtime", "ms", "of limit", "note");
    table.row("yolonas", "9.5", "93 %", "");
    table.row("ONNX Runtime", "181.0", "", "slow");
    assertThat(table.lines())
        .containsExactly(
            "runtime          ms  of limit  note",
            "───────────────────────────────────",
            "yolonas         9.5      93 %",
            "ONNX Runtime  181.0            slow");
  }

  @Test
  void takesWhatIsMissingForANumber() {
    TextTable table = new TextTable("ms");
    table.row("n/a");
    table.row("10.25");
    assertThat(table.lines().get(2)).isEqualTo("  n/a");
  }

  @Test
  void refusesRowsOfAnotherLength() {
    TextTable table = new TextTable("a", "b");
    assertThatThrownBy(() -> table.row("1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row: expected 2 cells, found 1");
  }
}
