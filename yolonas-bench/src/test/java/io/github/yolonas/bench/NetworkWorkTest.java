package io.github.yolonas.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.yolonas.Precision;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.testing.NativeLeakExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NativeLeakExtension.class)
class NetworkWorkTest {
  @TempDir private Path folder;

  /** 15.9 billion multiply-adds of the fused network, counted as two operations each. */
  @Test
  void ofSIsAsPublished() {
    Path file = folder.resolve("s.pth");
    GeneratedCheckpoint.write(file, Variant.S, new InputSize(640, 640));
    double whole = NetworkWork.gigaflops(file, new InputSize(640, 640));
    assertThat(whole).isCloseTo(31.8, within(0.05));
    assertThat(NetworkWork.gigaflops(file, new InputSize(320, 640)))
        .isCloseTo(whole / 2, within(1e-9));
  }

  /** Small enough for a processor without instructions for it. */
  @ParameterizedTest
  @EnumSource(names = {"FP32", "BF16", "INT8"})
  void matrixProductsTellTheMachinesLimit(Precision precision) throws Exception {
    assertThat(MachineLimit.gigaflopsPerSecond(precision, 256, 1, 3)).isBetween(0.1, 100_000.0);
  }
}
