package io.github.yolonas.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.BatchingOptions;
import io.github.yolonas.BatchingPredictor;
import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.YoloNas;
import io.github.yolonas.preprocess.ImageSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock jumps by days, back and forth, while images are predicted: libfaketime moves it. */
class ClockFaultsTest {
  private static final int JUMPS = 20;
  private static final long DAY_MILLIS = 86_400_000;

  @TempDir Path folder;

  /** Alone, so that each request waits for company as long as it may. */
  static final class Predicting {
    private Predicting() {}

    public static void main(String[] args) throws Exception {
      Path time = Path.of(args[0]);
      BatchingOptions options = new BatchingOptions(8, Duration.ofMillis(50), 64);
      long farthest = 0;
      Duration longest = Duration.ZERO;
      try (YoloNas model = ShapesModel.load();
          BatchingPredictor batching = new BatchingPredictor(model, options)) {
        batching.predict(ImageSource.of(ShapesModel.IMAGE));
        for (int i = 0; i < JUMPS; i++) {
          long before = System.currentTimeMillis();
          long start = System.nanoTime();
          var result = batching.submit(ImageSource.of(ShapesModel.IMAGE));
          Files.writeString(time, i % 2 == 0 ? "+2d" : "-2d");
          check(result.join());
          Duration took = Duration.ofNanos(System.nanoTime() - start);
          longest = longest.compareTo(took) < 0 ? took : longest;
          farthest = Math.max(farthest, Math.abs(System.currentTimeMillis() - before));
        }
      }
      assertThat(farthest).as("milliseconds that the clock jumped").isGreaterThan(DAY_MILLIS);
      assertThat(longest).isLessThan(Duration.ofMinutes(1));
      FaultReport.add(
          "the wall clock jumps by days, back and forth, while requests wait for a batch",
          "no wait and no time measured follows it",
          "%d jumps, the farthest of %d hours: every result right, no time negative"
              .formatted(JUMPS, farthest / 3_600_000));
    }

    private static void check(ImageDetectionPrediction result) {
      assertThat(result.prediction()).hasSize(ShapesModel.OBJECTS);
      assertThat(
              Stream.of(
                  result.timings().decode(),
                  result.timings().preprocess(),
                  result.timings().forward(),
                  result.timings().postprocess()))
          .allMatch(time -> !time.isNegative() && time.compareTo(Duration.ofMinutes(1)) < 0);
    }
  }

  @Test
  void theWallClockJumps() throws Exception {
    Path library =
        Stream.of(
                "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib")
            .map(folder -> Path.of(folder, "faketime", "libfaketimeMT.so.1"))
            .filter(Files::exists)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(library != null, "skipped: libfaketime is not installed");
    Path time = Files.writeString(folder.resolve("time"), "+0");
    new ChildProcess(Predicting.class, folder.resolve("output"))
        .environment("LD_PRELOAD", String.valueOf(library))
        .environment("FAKETIME_TIMESTAMP_FILE", time.toString())
        .environment("FAKETIME_NO_CACHE", "1")
        .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .environment("DONT_FAKE_MONOTONIC", "1")
        .run(time.toString());
  }
}
