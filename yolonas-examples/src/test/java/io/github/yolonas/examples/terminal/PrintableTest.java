package io.github.yolonas.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PrintableTest {
  /** Clears a terminal's screen, and renames its window. */
  private static final String HOSTILE = "star\u001b[2J\u001b]0;owned\u0007\u009b1A";

  private static final String SHOWN = "star\uFFFD[2J\uFFFD]0;owned\uFFFD\uFFFD1A";

  @Test
  void whatATerminalObeysIsReplaced() {
    assertThat(Printable.of(HOSTILE)).isEqualTo(SHOWN);
    assertThat(Printable.of("a\tü 星 😀\r\n")).isEqualTo("a\tü 星 😀\r\n");
    assertThat(Printable.of(7)).isEqualTo("7");
  }

  @Test
  void inAllThatAWriterWrites() {
    StringWriter text = new StringWriter();
    PrintWriter out = Printable.on(text);
    out.println(HOSTILE);
    out.printf("%s %d%n", HOSTILE, 1);
    out.write(HOSTILE.toCharArray(), 0, 5);
    out.write('\u001b');
    out.flush();
    assertThat(text.toString().replace("\r\n", "\n"))
        .isEqualTo(SHOWN + "\n" + SHOWN + " 1\nstar\uFFFD\uFFFD");
  }
}
