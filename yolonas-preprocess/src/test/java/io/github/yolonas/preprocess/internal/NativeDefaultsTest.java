package io.github.yolonas.preprocess.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeDefaultsTest {
  private static final String PHYSICAL = "org.bytedeco.javacpp.maxPhysicalBytes";
  private static final String OWN = "org.bytedeco.javacpp.maxBytes";

  @BeforeEach
  @AfterEach
  void clear() {
    for (String property : new String[] {PHYSICAL, OWN}) {
      System.clearProperty(property);
      System.clearProperty(property.toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void liftsBothLimits() {
    NativeDefaults.apply();
    NativeDefaults.apply();
    assertThat(System.getProperty(PHYSICAL)).isEqualTo("0");
    assertThat(System.getProperty(OWN)).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {PHYSICAL, "org.bytedeco.javacpp.maxphysicalbytes"})
  void whatTheUserSetStays(String property) {
    System.setProperty(property, "8G");
    NativeDefaults.apply();
    assertThat(System.getProperty(property)).isEqualTo("8G");
    assertThat(System.getProperty(PHYSICAL)).isNotEqualTo("0");
  }
}
