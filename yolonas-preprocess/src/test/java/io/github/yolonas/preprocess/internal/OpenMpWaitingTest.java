package io.github.yolonas.preprocess.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

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
  void setsThePolicyInTheProcessItself() {
    OpenMpWaiting.makePassive();
    assertThat(OpenMpWaiting.policy()).isEqualTo("PASSIVE");
    assertThat(OpenMpWaiting.spins()).isEqualTo("1000");
  }

  @Test
  void whatTheUserSetStays() {
    set("ACTIVE");
    OpenMpWaiting.makePassive();
    assertThat(OpenMpWaiting.policy()).isEqualTo("ACTIVE");
    assertThat(OpenMpWaiting.spins()).isEmpty();
  }

  @Test
  void aCountThatTheUserSetStays() {
    call("setenv", "GOMP_SPINCOUNT", "7", 1);
    OpenMpWaiting.makePassive();
    assertThat(OpenMpWaiting.spins()).isEqualTo("7");
  }

  @Test
  void aPropertySwitchesItOff() {
    System.setProperty(OpenMpWaiting.PROPERTY, "false");
    OpenMpWaiting.makePassive();
    assertThat(OpenMpWaiting.policy()).isEmpty();
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
