package io.github.yolonas.checkpoint;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whole files; the corpus has safetensors. */
class SafetensorsFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void safetensors(byte[] data) {
    Exercise.everything(data);
  }
}
