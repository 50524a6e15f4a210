package io.github.yolonas.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.Precision;
import io.github.yolonas.testing.NativeLeakExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every contender runs the same network on the same input, so all give the same scores. */
@ExtendWith(NativeLeakExtension.class)
class ContenderTest {
  private static final int THREADS = 1;

  /** Between runtimes that add in another order; scores are up to 1. */
  private static final double TOLERANCE = 1e-5;

  @BeforeAll
  static void claim() {
    DjlContender.claimEnvironment();
  }

  @Test
  void onnxRuntimeAgrees() throws Exception {
    try (Contender peer =
        OnnxRuntimeContender.open(TinyNetwork.ONNX, "fp32", THREADS, TinyNetwork.input())) {
      assertAgrees(peer);
      assertThat(peer.version()).isEqualTo("1.29.0");
    }
  }

  @Test
  void djlAgrees() throws Exception {
    try (Contender peer = DjlContender.open(TinyNetwork.ONNX, THREADS, TinyNetwork.input())) {
      assertAgrees(peer);
      assertThat(peer.version()).isEqualTo("0.38.0");
    }
  }

  @Test
  void openCvAgrees() throws Exception {
    try (Contender peer = OpenCvContender.open(TinyNetwork.ONNX, THREADS, TinyNetwork.input())) {
      assertAgrees(peer);
      assertThat(peer.version()).startsWith("4.13.0");
    }
  }

  @Test
  void brainFloatsAgreeRoughly() throws Exception {
    try (Contender bf16 = ours(Precision.BF16)) {
      assertThat(difference(bf16)).isBetween(1e-6, 0.05);
    }
  }

  private static void assertAgrees(Contender peer) throws Exception {
    assertThat(difference(peer)).isLessThan(TOLERANCE);
  }

  private static double difference(Contender peer) throws Exception {
    try (Contender reference = ours(Precision.FP32)) {
      Outputs expected = reference.run();
      assertThat(expected.boxes()).hasSize(4 * (20 * 24 + 10 * 12 + 5 * 6));
      return peer.run().scoreDifference(expected);
    }
  }

  private static Contender ours(Precision precision) {
    return YolonasContender.open(TinyNetwork.CHECKPOINT, precision, THREADS, TinyNetwork.input());
  }
}
