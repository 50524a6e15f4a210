package io.github.yolonas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Messages quote what strangers wrote, and end up in logs and on terminals. */
class CheckpointExceptionTest {
  @Test
  void whatATerminalObeysIsReplaced() {
    assertThat(CheckpointException.quote("star\u001b[2J\r\n\u009b1A\u007f"))
        .isEqualTo("star?[2J???1A?");
  }

  @Test
  void aLongTextIsCut() {
    assertThat(CheckpointException.quote("x".repeat(1_000_000))).isEqualTo("x".repeat(120) + "…");
  }
}
