package io.github.yolonas.bench;

import ai.djl.engine.Engine;
import io.github.yolonas.YoloNas;
import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;

/** Whose code was measured. */
final class Versions {
  private Versions() {}

  /** This library's, as its jar says; not every way of starting uses the jar. */
  static String yolonas() {
    return Objects.requireNonNullElse(
        YoloNas.class.getPackage().getImplementationVersion(), "this tree");
  }

  static String djl() {
    return Engine.getDjlVersion();
  }

  static String openCv() {
    try (BytePointer version = opencv_core.getVersionString()) {
      return version.getString().replace("\0", ""); // its length counts C's end of a string
    }
  }
}
