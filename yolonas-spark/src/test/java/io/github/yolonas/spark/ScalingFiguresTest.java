package io.github.yolonas.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNasOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many images a second Spark detects on, beside the plain library with as many threads in the
 * same run. Takes minutes; writes {@code target/scaling-figures-….txt}. Keeps two cores busy: the
 * machine should have no fewer, and do nothing else.
 */
@Tag("slow")
class ScalingFiguresTest {
  private static final int ROUNDS = Integer.getInteger("yolonas.rounds", 3);
  private static final double LEAST_OF_PLAIN = 0.9;

  @TempDir private Path folder;
  private final Map<String, List<Double>> rates = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();

  @Test
  void sparkCostsAtMostATenth() throws Exception {
    Path checkpoint = SmallYoloNas.write(folder.resolve("yolo_nas_s.pth"));
    measure("S, 640×640, fp32", checkpoint, PredictOptions.defaults(), 96, 1280, 720, 8);
    assertThat(ratio("Spark, 1 executor × 1 core", "plain, 1 caller × 1 thread"))
        .isGreaterThan(LEAST_OF_PLAIN);
    assertThat(ratio("Spark, 2 executors × 1 core", "plain, 2 callers × 1 thread"))
        .isGreaterThan(LEAST_OF_PLAIN);
  }

  /** A network that costs next to nothing shows what Spark costs: a figure without an aim. */
  @Test
  void whatSparkCostsAnImage() throws Exception {
    measure("tiny network", TinyModel.CHECKPOINT, TinyModel.PREDICT, 3_000, 200, 150, 100);
    double plain = median("plain, 2 callers × 1 thread");
    double spark = median("Spark, 2 executors × 1 core");
    assertThat(spark).isPositive();
    say(
        "A row costs a core %.2f ms more than in the plain library."
            .formatted(2e3 / spark - 2e3 / plain));
  }

  private void measure(
      String network,
      Path checkpoint,
      PredictOptions options,
      int count,
      int width,
      int height,
      int imagesATask)
      throws Exception {
    List<Path> images = Pictures.write(folder.resolve("photos"), count, width, height);
    Pictures.write(folder.resolve("few"), 4 * imagesATask, width, height);
    SparkDetector detector =
        SparkDetector.sending(
            checkpoint.toString(),
            SparkDetectorOptions.of(YoloNasOptions.builder().predict(options).build()));
    say(
        "%s, %d images of %d×%d, %d a task, %d rounds"
            .formatted(network, count, width, height, imagesATask, ROUNDS));
    for (int round = 0; round < ROUNDS; round++) {
      plain(checkpoint, 1, 1, options, images);
      spark(1, 1, detector, count, imagesATask);
      plain(checkpoint, 2, 1, options, images);
      spark(2, 1, detector, count, imagesATask);
      plain(checkpoint, 1, 2, options, images);
      spark(1, 2, detector, count, imagesATask);
    }
    rates.forEach(
        (what, each) -> say("%-28s %8.2f images/s  %s".formatted(what, median(what), each)));
  }

  @AfterEach
  void write(TestInfo test) throws IOException {
    String name = test.getTestMethod().orElseThrow().getName();
    Files.write(Path.of("target", "scaling-figures-" + name + ".txt"), lines);
  }

  private void plain(
      Path checkpoint, int callers, int threads, PredictOptions options, List<Path> images)
      throws Exception {
    add(
        "plain, %s × %s".formatted(of(callers, "caller"), of(threads, "thread")),
        new PlainLibrary(checkpoint, callers, threads, options).imagesPerSecond(images));
  }

  private void spark(int executors, int cores, SparkDetector detector, int count, int imagesATask)
      throws IOException {
    String what = "Spark, %s × %s".formatted(of(executors, "executor"), of(cores, "core"));
    SparkRun run = SparkRun.measure(executors, cores, detector, folder, count, imagesATask);
    add(what, run.imagesPerSecond());
    say(
        "%s: started in %.1f s, peak %d MiB"
            .formatted(what, run.startSeconds(), run.peakMebibytes()));
  }

  private static String of(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private void add(String what, double rate) {
    rates.computeIfAbsent(what, key -> new ArrayList<>()).add(Math.round(100 * rate) / 100.0);
  }

  private double ratio(String what, String base) {
    double ratio = median(what) / median(base);
    say("%s to %s: %.3f".formatted(what, base, ratio));
    return ratio;
  }

  private double median(String what) {
    List<Double> sorted = Objects.requireNonNull(rates.get(what), what).stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private void say(String line) {
    lines.add(line);
    System.out.println(line);
  }
}
