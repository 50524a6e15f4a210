package io.github.yolonas.spark.example;

import io.github.yolonas.spark.SparkDetector;
import io.github.yolonas.spark.SparkDetectorOptions;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Watches a folder: images that appear in it become rows of a Parquet table. Stopped or killed and
 * started again, it goes on where it was, with exactly one row for each image. Put images there by
 * renaming, so that none is seen half written.
 */
public final class DetectNewImages {
  private static final String COLUMNS =
      "path STRING, modificationTime TIMESTAMP, length BIGINT, content BINARY";

  /** Images of one transaction: what a crash costs at most. */
  private static final int IMAGES_A_BATCH = 10_000;

  private DetectNewImages() {}

  /** Runs until it is stopped; with {@code --once} until all images that are there are done. */
  public static void main(String[] arguments)
      throws StreamingQueryException, TimeoutException, IOException {
    if (arguments.length < 3) {
      System.err.println("arguments: CHECKPOINT IMAGES OUT [--once], such as model.pth photos out");
      System.exit(2);
    }
    boolean once = arguments.length > 3 && arguments[3].equals("--once");
    Trigger trigger = once ? Trigger.AvailableNow() : Trigger.ProcessingTime("10 seconds");
    try (SparkSession spark = SparkSession.builder().appName("yolonas").getOrCreate()) {
      start(spark, arguments[0], arguments[1], arguments[2], IMAGES_A_BATCH, trigger)
          .awaitTermination();
    }
  }

  /** Begins, or goes on: what is done is written down beside the table. */
  static StreamingQuery start(
      SparkSession spark,
      String model,
      String images,
      String out,
      int imagesABatch,
      Trigger trigger)
      throws TimeoutException {
    SparkDetector detector = SparkDetector.sending(model, SparkDetectorOptions.defaults());
    Dataset<Row> arriving =
        spark
            .readStream()
            .format("binaryFile")
            .schema(COLUMNS)
            .option("maxFilesPerTrigger", imagesABatch)
            .load(images);
    return detector
        .detect(arriving)
        .writeStream()
        .format("parquet")
        .option("path", out + "/detections")
        .option("checkpointLocation", out + "/progress")
        .trigger(trigger)
        .start();
  }
}
