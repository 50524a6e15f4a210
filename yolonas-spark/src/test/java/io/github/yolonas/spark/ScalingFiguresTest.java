package io.github.yolonas.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNasOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many images a second Spark detects on, beside the plain library with as many threads in the
 * same run. Takes half an hour; writes {@code target/scaling-figures-….txt}. Keeps two cores busy:
 * the machine should have no fewer, and do nothing else.
 */
@Tag("slow")
class ScalingFiguresTest {
  private static final int ROUNDS = Integer.getInteger("yolonas.rounds", 2);
  private static final int IMAGES = Integer.getInteger("yolonas.images", 288);
  private static final double LEAST_OF_PLAIN = 0.9;
  private static final String PLAIN = "plain, 1 caller × 1 thread";
  private static final String PLAIN_TWO = "plain, 2 callers × 1 thread";
  private static final String PLAIN_WIDE = "plain, 1 caller × 2 threads";
  private static final String SPARK = "Spark, 1 executor × 1 core";
  private static final String SPARK_TWO = "Spark, 2 executors × 1 core";
  private static final String SPARK_WIDE = "Spark, 1 executor × 2 cores";

  @TempDir private Path folder;
  private final Figures figures = new Figures();

  /** A task has a batch of images, or this many; {@code photos} has them all. */
  private record Work(Path checkpoint, PredictOptions options, List<Path> photos, int aTask) {}

  @Test
  void sparkCostsAtMostATenth() throws Exception {
    Path checkpoint = SmallYoloNas.write(folder.resolve("yolo_nas_s.pth"));
    Work work = work(checkpoint, PredictOptions.defaults(), IMAGES, 1280, 720, 8);
    figures.measure(ROUNDS, variants(work, PLAIN, SPARK, PLAIN_TWO, SPARK_TWO));
    assertThat(figures.ratio(SPARK, PLAIN)).isGreaterThan(LEAST_OF_PLAIN);
    assertThat(figures.ratio(SPARK_TWO, PLAIN_TWO)).isGreaterThan(LEAST_OF_PLAIN);
    figures.ratio(SPARK_TWO, SPARK);
    figures.ratio(PLAIN_TWO, PLAIN);
  }

  /** Two tasks in one executor, and passes of one image, for the sake of memory: without an aim. */
  @Test
  void memoryOfAnExecutor() throws Exception {
    Path checkpoint = SmallYoloNas.write(folder.resolve("yolo_nas_s.pth"));
    Work work = work(checkpoint, PredictOptions.defaults(), IMAGES, 1280, 720, 8);
    PredictOptions single = PredictOptions.builder().batchSize(1).build();
    Work singles = new Work(work.checkpoint(), single, work.photos(), work.aTask());
    Map<String, Callable<Rate>> variants = variants(work, PLAIN_WIDE, SPARK_WIDE);
    variants(singles, SPARK, SPARK_WIDE)
        .forEach((what, run) -> variants.put(what + ", passes of 1", run));
    figures.measure(1, variants);
  }

  /** A network that costs next to nothing shows what Spark costs: a figure without an aim. */
  @Test
  void whatSparkCostsAnImage() throws Exception {
    Work work = work(TinyModel.CHECKPOINT, TinyModel.PREDICT, 1_000, 200, 150, 100);
    figures.measure(ROUNDS, variants(work, PLAIN_TWO, SPARK_TWO));
    figures.say(
        "A row costs an executor %.2f ms of CPU more than the plain library."
            .formatted(figures.cpuMillis(SPARK_TWO) - figures.cpuMillis(PLAIN_TWO)));
    figures.ratio(SPARK_TWO, PLAIN_TWO);
  }

  /** Tasks without images, in the driver's own JVM: what scheduling and committing them takes. */
  @Test
  void whatATaskCostsTheDriver() throws Exception {
    int tasks = 2_000;
    try (SparkSession spark = TestSpark.local(2)) {
      Dataset<Row> none =
          spark.range(0, tasks, 1, tasks).where("id < 0").selectExpr("cast(id as string) as path");
      SparkDetector detector =
          SparkDetector.sending(TinyModel.CHECKPOINT.toString(), TinyModel.OPTIONS);
      assertThat(none.rdd().getNumPartitions()).isEqualTo(tasks);
      Rate rate =
          Rate.of(
              tasks,
              List.of(ProcessHandle.current()),
              () -> {
                detector.detectFiles(none).write().parquet(folder.resolve("none").toString());
                return tasks;
              });
      figures.say(
          "%d empty tasks: %.0f a second, %.2f ms of CPU each"
              .formatted(tasks, rate.imagesPerSecond(), rate.cpuMillis()));
    }
  }

  private Work work(
      Path checkpoint, PredictOptions options, int count, int width, int height, int aTask)
      throws IOException {
    List<Path> photos = Pictures.write(folder.resolve("photos"), count, width, height);
    Pictures.write(folder.resolve("few"), SparkRun.WARM_TASKS * aTask, width, height);
    figures.say(
        "%s, %d images of %d×%d, %d a task, batches of %d, %d rounds, load before %.1f"
            .formatted(
                checkpoint.getFileName(),
                count,
                width,
                height,
                aTask,
                options.batchSize().orElse(PredictOptions.DEFAULT_BATCH_SIZE),
                ROUNDS,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    return new Work(checkpoint, options, photos, aTask);
  }

  private Map<String, Callable<Rate>> variants(Work work, String... wanted) {
    Map<String, Callable<Rate>> variants = new LinkedHashMap<>();
    variants.put(PLAIN, () -> plain(work, 1, 1));
    variants.put(SPARK, () -> spark(work, 1, 1));
    variants.put(PLAIN_TWO, () -> plain(work, 2, 1));
    variants.put(SPARK_TWO, () -> spark(work, 2, 1));
    variants.put(PLAIN_WIDE, () -> plain(work, 1, 2));
    variants.put(SPARK_WIDE, () -> spark(work, 1, 2));
    variants.keySet().retainAll(List.of(wanted));
    return variants;
  }

  private static Rate plain(Work work, int callers, int threads) throws Exception {
    return new PlainLibrary(work.checkpoint(), callers, threads, work.options())
        .rate(work.photos());
  }

  private Rate spark(Work work, int executors, int cores) throws Exception {
    SparkDetector detector =
        SparkDetector.sending(
            work.checkpoint().toString(),
            SparkDetectorOptions.of(YoloNasOptions.builder().predict(work.options()).build()));
    SparkRun run =
        SparkRun.measure(executors, cores, detector, folder, work.photos().size(), work.aTask());
    figures.say(
        "started in %.1f s, peak %d MiB, %.1f detections and %.0f bytes a row"
            .formatted(
                run.startSeconds(), run.peakMebibytes(), run.detectionsARow(), run.bytesARow()));
    return run.rate();
  }

  @AfterEach
  void write(TestInfo test) throws IOException {
    String name = test.getTestMethod().orElseThrow().getName();
    figures.write(Path.of("target", "scaling-figures-" + name + ".txt"));
  }
}
