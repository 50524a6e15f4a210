package io.github.yolonas.train.loader;

import io.github.yolonas.preprocess.internal.NativeDefaults;
import org.bytedeco.opencv.global.opencv_core;

/**
 * Keeps OpenCV to the calling thread while workers use it: each would otherwise call up a team of
 * threads of its own, and the teams outnumber the cores. Results are the same with any number.
 */
final class OpenCvThreads {
  static {
    NativeDefaults.apply();
  }

  private static int users;
  private static int before;

  private OpenCvThreads() {}

  /** One thread from now on, for the whole process. */
  static synchronized void restrict() {
    if (users++ == 0) {
      before = opencv_core.getNumThreads();
      opencv_core.setNumThreads(1);
    }
  }

  /** As many as before, once the last user is done. */
  static synchronized void restore() {
    if (--users == 0) {
      opencv_core.setNumThreads(before);
    }
  }
}
