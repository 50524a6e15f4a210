package io.github.yolonas.checkpoint;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whole files; the corpus has the old format of PyTorch. */
class LegacyFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void legacy(byte[] data) {
    Exercise.everything(data);
  }
}
