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
 * @param imagesPerSecond of the whole job, the executors started and warm
 * @param startSeconds from nothing to executors that have detected something each
 * @param peakMebibytes most resident memory of an executor, its heap of 512 MiB included; 0 where
 *     the system does not tell
 */
record SparkRun(double imagesPerSecond, double startSeconds, long peakMebibytes) {
  private static final String GIBI = "1g";

  /** Measures a cluster of so many executors, each with so many cores and tasks. */
  static SparkRun measure(
      int executors, int cores, SparkDetector detector, Path folder, int images, int imagesATask)
      throws IOException {
    long start = System.nanoTime();
    try (SparkSession spark = TestSpark.cluster(executors, cores, "")) {
      // So costly to open that a task's share is a number of files, whatever their sizes.
      spark.conf().set("spark.sql.files.openCostInBytes", GIBI);
      spark.conf().set("spark.sql.files.maxPartitionBytes", "1000" + GIBI);
      spark.conf().set("spark.sql.files.minPartitionNum", images / imagesATask);
      Map<String, ExecutorProcess> processes = ExecutorProcess.all(spark, executors);
      detect(spark, detector, folder, "warm");
      long middle = System.nanoTime();
      long rows = detect(spark, detector, folder, "timed");
      long end = System.nanoTime();
      if (rows != images) {
        throw new IllegalStateException("expected " + images + " rows, found " + rows);
      }
      return new SparkRun(1e9 * images / (end - middle), (middle - start) / 1e9, peak(processes));
    }
  }

  private static long detect(SparkSession spark, SparkDetector detector, Path folder, String part)
      throws IOException {
    Path out = Files.createTempDirectory(folder, part).resolve("found.parquet");
    String photos = folder.resolve(part.equals("warm") ? "few" : "photos").toUri().toString();
    Dataset<Row> read = spark.read().format("binaryFile").load(photos);
    detector.detect(read).write().parquet(out.toUri().toString());
    return part.equals("warm") ? 0 : spark.read().parquet(out.toUri().toString()).count();
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
