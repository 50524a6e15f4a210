package io.github.yolonas.checkpoint;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whole files; the corpus has zips of PyTorch and others. */
class ZipFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void zip(byte[] data) {
    Exercise.everything(data);
  }
}
