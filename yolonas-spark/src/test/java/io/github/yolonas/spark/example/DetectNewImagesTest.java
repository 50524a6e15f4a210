package io.github.yolonas.spark.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.spark.Pictures;
import io.github.yolonas.spark.SparkDetector;
import io.github.yolonas.spark.TestSpark;
import io.github.yolonas.testing.ReferenceData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop writes there with winutils.exe only")
class DetectNewImagesTest {
  private static final Path MODEL =
      ReferenceData.repositoryFile(
          "yolonas-core/src/test/resources/reference/tiny/ckpt_latest.pth");
  private static final int IMAGES_A_BATCH = 2;

  @TempDir private Path folder;
  private SparkSession spark;

  @BeforeEach
  void start() {
    spark = TestSpark.local(2);
  }

  @AfterEach
  void stop() {
    spark.stop();
    SparkDetector.closeIdleModels();
  }

  private StreamingQuery detect(Trigger trigger) throws Exception {
    return DetectNewImages.start(
        spark,
        MODEL.toString(),
        folder.resolve("photos").toUri().toString(),
        folder.resolve("out").toUri().toString(),
        IMAGES_A_BATCH,
        trigger);
  }

  private List<String> names() {
    Dataset<Row> rows =
        spark.read().parquet(folder.resolve("out").resolve("detections").toUri().toString());
    return rows.selectExpr("substring_index(path, '/', -1)").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private static String[] numbered(int count) {
    return IntStream.range(0, count).mapToObj("%04d.png"::formatted).toArray(String[]::new);
  }

  @Test
  @Timeout(600)
  void newImagesAreDetectedOnceWhateverStopsIt() throws Exception {
    Pictures.write(folder.resolve("photos"), 5, 200, 150);
    StreamingQuery stopped = detect(Trigger.ProcessingTime(0));
    while (stopped.recentProgress().length == 0) {
      Thread.sleep(20); // until the first of three batches is through
    }
    stopped.stop();

    detect(Trigger.AvailableNow()).awaitTermination();
    assertThat(names()).containsExactly(numbered(5));

    Pictures.write(folder.resolve("photos"), 5, 2, 200, 150);
    Files.writeString(folder.resolve("photos").resolve("bad.png"), "no image");
    detect(Trigger.AvailableNow()).awaitTermination();
    detect(Trigger.AvailableNow()).awaitTermination(); // nothing is new
    assertThat(names()).hasSize(8).contains(numbered(7)).contains("bad.png");
  }
}
