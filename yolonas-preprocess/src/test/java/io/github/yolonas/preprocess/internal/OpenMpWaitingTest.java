package io.github.yolonas.preprocess.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS)
class OpenMpWaitingTest {
  private String before = "";

  @BeforeEach
  void remember() {
    before = OpenMpWaiting.policy();
    unset();
  }

  @AfterEach
  void restore() {
    System.clearProperty(OpenMpWaiting.PROPERTY);
    unset();
    if (!before.isEmpty()) {
      set(before);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void spinsLongWhereThatCanBeCutShort() throws IOException {
    boolean asMany = Runtime.getRuntime().availableProcessors() == nproc();
    assertThat(OpenMpWaiting.settle()).isEqualTo(asMany);
    assertThat(OpenMpWaiting.policy()).isEqualTo(asMany ? "ACTIVE" : "PASSIVE");
    assertThat(OpenMpWaiting.spins()).isEqualTo(asMany ? "10000" : "1000");
  }

  @Test
  @EnabledOnOs(OS.MAC)
  void sleepsSoonWhereThereIsAnotherOpenMp() {
    assertThat(OpenMpWaiting.settle()).isFalse();
    assertThat(OpenMpWaiting.policy()).isEqualTo("PASSIVE");
  }

  @Test
  void whatTheUserSetStays() {
    set("ACTIVE");
    assertThat(OpenMpWaiting.settle()).isFalse();
    assertThat(OpenMpWaiting.policy()).isEqualTo("ACTIVE");
    assertThat(OpenMpWaiting.spins()).isEmpty();
  }

  @Test
  void aCountThatTheUserSetStays() {
    call("setenv", "GOMP_SPINCOUNT", "7", 1);
    assertThat(OpenMpWaiting.settle()).isFalse();
    assertThat(OpenMpWaiting.spins()).isEqualTo("7");
  }

  @Test
  void aPropertySwitchesItOff() {
    System.setProperty(OpenMpWaiting.PROPERTY, "false");
    assertThat(OpenMpWaiting.settle()).isFalse();
    assertThat(OpenMpWaiting.policy()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          0;         1
          0-1;       2
          0-3,8;     5
          2,4-5,7-9; 6
          """)
  void processorsAreCounted(String list, int count) {
    assertThat(OpenMpWaiting.count(list)).isEqualTo(count);
  }

  /** The processors that this process may use, as the system's own tool tells. */
  private static int nproc() throws IOException {
    ProcessBuilder command = new ProcessBuilder("nproc");
    command.environment().keySet().removeIf(name -> name.startsWith("OMP_"));
    Process nproc = command.start();
    return Integer.parseInt(
        new String(nproc.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
  }

  private static void set(String value) {
    call("setenv", "OMP_WAIT_POLICY", value, 1);
  }

  private static void unset() {
    call("unsetenv", "OMP_WAIT_POLICY");
    call("unsetenv", "GOMP_SPINCOUNT");
  }

  private static void call(String function, Object... arguments) {
    assertThat(Function.getFunction(Platform.C_LIBRARY_NAME, function).invokeInt(arguments))
        .isZero();
  }
}
