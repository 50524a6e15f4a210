package io.github.yolonas.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Messages quote what strangers wrote, and end up in logs and on terminals. */
class PlaceTest {
  @Test
  void whatATerminalObeysIsReplaced() {
    assertThat(Place.quoted("star\u001b[2J\r\n\u009b1A")).isEqualTo("'star�[2J���1A'");
  }

  @Test
  void aLongTextIsCut() {
    assertThat(Place.quoted("x".repeat(1_000_000))).isEqualTo("'" + "x".repeat(60) + "…'");
  }
}
