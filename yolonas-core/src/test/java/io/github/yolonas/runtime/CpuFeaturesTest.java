package io.github.yolonas.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CpuFeaturesTest {
  @Test
  void readsX86AndArm() {
    assertThat(CpuFeatures.parse(Stream.of("processor\t: 0", "flags\t\t: fpu avx512_bf16")))
        .containsExactlyInAnyOrder("fpu", "avx512_bf16");
    assertThat(CpuFeatures.parse(Stream.of("Features\t: fp asimd bf16"))).contains("bf16");
  }

  @Test
  void nothingKnownIsNothingAssumed() {
    assertThat(CpuFeatures.parse(Stream.of("processor : 0"))).isEmpty();
  }
}
