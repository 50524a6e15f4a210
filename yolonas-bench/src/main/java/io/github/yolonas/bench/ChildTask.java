package io.github.yolonas.bench;

import io.github.yolonas.Device;
import io.github.yolonas.Precision;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.InputSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a JVM of its own does: things that have to be measured from its start to its end. */
enum ChildTask {
  /** Keeps one core busy for as long as the parent lives. */
  SPIN {
    @Override
    void run(String[] arguments) {
      System.out.println("spinning");
      Optional<ProcessHandle> parent = ProcessHandle.current().parent();
      double sum = 0;
      while (parent.map(ProcessHandle::isAlive).orElse(false)) {
        for (int i = 0; i < 50_000_000; i++) {
          sum += Math.sqrt(sum + i);
        }
      }
      System.out.println(sum);
    }
  },
  /** Loads a checkpoint and predicts: CHECKPOINT THREADS IMAGE. Tells the detections. */
  DETECT {
    @Override
    void run(String[] arguments) {
      YoloNasOptions options =
          YoloNasOptions.builder()
              .device(Device.cpu())
              .threads(Integer.parseInt(arguments[1]))
              .build();
      try (YoloNas model = YoloNas.load(Path.of(arguments[0]), options)) {
        ImageSource image = ImageSource.of(Path.of(arguments[2]));
        System.out.println(model.predict(image).prediction().size());
      }
    }
  },
  /**
   * Runs passes: RUNTIME FILE HEIGHT WIDTH BATCH THREADS COUNT. Tells the peak of resident bytes.
   */
  PASSES {
    @Override
    void run(String[] arguments) throws Exception {
      Path file = Path.of(arguments[1]);
      InputSize size =
          new InputSize(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
      int threads = Integer.parseInt(arguments[5]);
      NetworkInput input = new NetworkInput(Integer.parseInt(arguments[4]), size);
      try (Contender contender =
          arguments[0].equals(OnnxRuntimeContender.NAME)
              ? OnnxRuntimeContender.open(file, "fp32", threads, input)
              : YolonasContender.open(file, Precision.FP32, threads, input)) {
        int passes = Integer.parseInt(arguments[6]);
        for (int i = 0; i < passes; i++) {
          contender.run();
        }
      }
      System.out.println(peakResidentBytes());
    }
  };

  private static final Path STATUS = Path.of("/proc/self/status");

  /** Only Linux tells a process's peak. */
  static boolean canTellMemory() {
    return Files.isReadable(STATUS);
  }

  /** Does it, and ends. */
  abstract void run(String[] arguments) throws Exception;

  private static long peakResidentBytes() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(kibibytes -> 1024 * Long.parseLong(kibibytes))
        .findFirst()
        .orElseThrow(() -> new IOException(STATUS + " has no line VmHWM"));
  }
}
