package io.github.yolonas.preprocess.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import javax.imageio.IIOException;
import org.junit.jupiter.api.Test;

class IoErrorsTest {

  @Test
  void whatTheClassAloneSaysIsSaid() {
    assertThat(IoErrors.reason(new AccessDeniedException("/a")))
        .isEqualTo("/a (AccessDeniedException)");
    assertThat(IoErrors.reason(new IOException())).isEqualTo("IOException");
    assertThat(IoErrors.reason(new ClosedByInterruptException()))
        .isEqualTo("the thread was interrupted");
  }

  /** Java's writer of PNG says of a full disk no more than that there was an error. */
  @Test
  void theCauseIsToldUnlessItIsToldAlready() {
    IOException full = new IOException("No space left on device");
    assertThat(IoErrors.reason(new IIOException("I/O error writing PNG file!", full)))
        .isEqualTo("I/O error writing PNG file!: No space left on device");
    assertThat(IoErrors.reason(new IOException("write: No space left on device", full)))
        .isEqualTo("write: No space left on device");
  }
}
