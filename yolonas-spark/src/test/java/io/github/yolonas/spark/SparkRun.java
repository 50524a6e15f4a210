package io.github.yolonas.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Detection on a local cluster, from a folder of images to a Parquet table.
 *
 * @param rate of the whole job, the executors started and warm; CPU time is theirs
 * @param startSeconds from nothing to executors that have detected something each
 * @param peakMebibytes most resident memory of an executor, its heap of 512 MiB included; 0 where
 *     the system does not tell
 * @param bytesARow of the Parquet table
 * @param detectionsARow in the mean
 */
record SparkRun(
    Rate rate, double startSeconds, long peakMebibytes, double bytesARow, double detectionsARow) {
  /** As large as those that are timed, two for each core: the first of a size is slow. */
  static final int WARM_TASKS = 4;

  private static final String GIBI = "1g";

  /** Measures a cluster of so many executors, each with so many cores and tasks. */
  static SparkRun measure(
      int executors, int cores, SparkDetector detector, Path folder, int images, int imagesATask)
      throws Exception {
    long start = System.nanoTime();
    try (SparkSession spark = TestSpark.cluster(executors, cores, "")) {
      // So costly to open that a task's share is a number of files, whatever their sizes.
      spark.conf().set("spark.sql.files.openCostInBytes", GIBI);
      spark.conf().set("spark.sql.files.maxPartitionBytes", "1000" + GIBI);
      Map<String, ExecutorProcess> processes = ExecutorProcess.all(spark, executors);
      Path warm = folder.resolve("warm" + start);
      detect(spark, detector, folder.resolve("few"), WARM_TASKS, warm);
      double startSeconds = (System.nanoTime() - start) / 1e9;
      Path table = Files.createTempDirectory(folder, "found").resolve("table.parquet");
      List<ProcessHandle> executorProcesses =
          processes.values().stream().map(ExecutorProcess::handle).toList();
      Rate rate =
          Rate.of(
              images,
              executorProcesses,
              () -> detect(spark, detector, folder.resolve("photos"), images / imagesATask, table));
      Row counts =
          spark
              .read()
              .parquet(table.toUri().toString())
              .selectExpr("count(*)", "sum(size(detections))")
              .head();
      if (counts.getLong(0) != images) {
        throw new IllegalStateException("expected " + images + " rows, found " + counts.get(0));
      }
      return new SparkRun(
          rate,
          startSeconds,
          peak(processes),
          (double) bytes(table) / images,
          (double) counts.getLong(1) / images);
    }
  }

  private static Path detect(
      SparkSession spark, SparkDetector detector, Path photos, int tasks, Path table) {
    spark.conf().set("spark.sql.files.minPartitionNum", tasks);
    Dataset<Row> read = spark.read().format("binaryFile").load(photos.toUri().toString());
    detector.detect(read).write().parquet(table.toUri().toString());
    return table;
  }

  private static long bytes(Path table) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(table)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".parquet")).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private static long peak(Map<String, ExecutorProcess> processes) throws IOException {
    long peak = 0;
    for (ExecutorProcess process : processes.values()) {
      Path status = Path.of("/proc", Long.toString(process.pid()), "status");
      if (Files.exists(status)) {
        try (Stream<String> lines = Files.lines(status)) {
          List<String> found = lines.filter(line -> line.startsWith("VmHWM:")).toList();
          peak = Math.max(peak, Long.parseLong(found.get(0).replaceAll("\\D", "")) / 1024);
        }
      }
    }
    return peak;
  }
}
