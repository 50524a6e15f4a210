package io.github.yolonas.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ChildJvmTest {
  private static final long MEBI = 1 << 20;

  @Test
  void tellsWhatItsTaskSays() throws IOException {
    try (ChildJvm child = ChildJvm.start(ChildTask.SPIN)) {
      assertThat(child.readLine()).isEqualTo("spinning");
    }
  }

  @Test
  void tellsItsPeakOfMemory() throws IOException {
    try (ChildJvm child = ChildJvm.start(ChildTask.PASSES, passesOfOnnxRuntime("1"))) {
      assertThat(Long.parseLong(child.readLine())).isBetween(30 * MEBI, 2_000 * MEBI);
    }
  }

  @Test
  void tellsWhyItEnded() throws IOException {
    try (ChildJvm child = ChildJvm.start(ChildTask.DETECT, "no such file", "1", "image")) {
      assertThatThrownBy(child::readLine)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("status 1")
          .hasMessageContaining("no such file");
    }
  }

  /** Where ONNX Runtime would crash the process, a message comes instead. */
  @Test
  void aCommandLineTooLongForOnnxRuntimeIsRefused() throws IOException {
    String[] arguments = passesOfOnnxRuntime("0".repeat(CommandLineLimit.BYTES) + "1");
    try (ChildJvm child = ChildJvm.start(ChildTask.PASSES, arguments)) {
      assertThatThrownBy(child::readLine)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("give the class path in the environment variable CLASSPATH");
    }
  }

  private static String[] passesOfOnnxRuntime(String count) {
    return new String[] {
      OnnxRuntimeContender.NAME, TinyNetwork.ONNX.toString(), "160", "192", "1", "1", count
    };
  }
}
