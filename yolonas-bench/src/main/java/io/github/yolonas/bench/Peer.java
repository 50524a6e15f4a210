package io.github.yolonas.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Another way to run the same network on the JVM; all of them read an {@code .onnx} file. */
enum Peer {
  /** ONNX Runtime. */
  ORT {
    @Override
    Entrant entrant(OnnxFiles files, Workload workload) {
      return new Entrant(
          OnnxRuntimeContender.NAME,
          "fp32",
          () ->
              OnnxRuntimeContender.open(
                  files.fp32(), "fp32", workload.threads(), workload.input()));
    }
  },
  /** Deep Java Library. */
  DJL {
    @Override
    Entrant entrant(OnnxFiles files, Workload workload) {
      return new Entrant(
          DjlContender.NAME,
          "fp32",
          () -> DjlContender.open(files.fp32(), workload.threads(), workload.input()));
    }
  },
  /** OpenCV's network module. */
  OPENCV {
    @Override
    Entrant entrant(OnnxFiles files, Workload workload) {
      return new Entrant(
          OpenCvContender.NAME,
          "fp32",
          () -> OpenCvContender.open(files.fp32(), workload.threads(), workload.input()));
    }
  };

  abstract Entrant entrant(OnnxFiles files, Workload workload);

  /** The peer called {@code label}; the error names those there are. */
  static Peer parse(String label) {
    return Arrays.stream(values())
        .filter(peer -> peer.label().equalsIgnoreCase(label.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected some of %s, found '%s'".formatted(labels(), label)));
  }

  private static String labels() {
    return Arrays.stream(values()).map(Peer::label).collect(Collectors.joining(", "));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** ONNX Runtime on a quantized file. */
  static Entrant quantizedOrt(OnnxFiles files, Workload workload) {
    return new Entrant(
        OnnxRuntimeContender.NAME,
        "int8",
        () ->
            OnnxRuntimeContender.open(files.int8(), "int8", workload.threads(), workload.input()));
  }
}
