package io.github.yolonas.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.ImageDetectionPrediction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two executors in processes of their own, one of which is killed while it works. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop writes there with winutils.exe only")
class KilledExecutorTest {
  private static final int IMAGES = 48;
  private static final int TASKS = 12;

  /** Three JVMs start here, and none lives long enough for what it compiles to pay. */
  private static final String COMPILE_LITTLE = "-XX:TieredStopAtLevel=1";

  @TempDir private Path folder;

  @Test
  @Timeout(600)
  void eachImageHasOneRowThoughAnExecutorDies() throws Exception {
    List<Path> images = Pictures.write(folder.resolve("photos"), IMAGES, 800, 600);
    Map<String, ImageDetectionPrediction> expected = TinyModel.expected(images);
    String table = folder.resolve("found.parquet").toUri().toString();
    try (SparkSession spark = TestSpark.cluster(2, 1, COMPILE_LITTLE)) {
      spark.conf().set("spark.sql.files.minPartitionNum", TASKS);
      Map<String, ExecutorProcess> executors = ExecutorProcess.all(spark, 2);
      spark.sparkContext().listenerBus().waitUntilEmpty(); // the killer must not see old tasks
      ExecutorKiller killer = new ExecutorKiller(executors);
      spark.sparkContext().addSparkListener(killer);
      SparkDetector detector =
          SparkDetector.sending(TinyModel.CHECKPOINT.toString(), TinyModel.OPTIONS);
      Dataset<Row> photos =
          spark.read().format("binaryFile").load(folder.resolve("photos").toUri().toString());
      detector.detect(photos).write().parquet(table);
      spark.sparkContext().listenerBus().waitUntilEmpty();

      assertThat(killer.lostTasks()).as("tasks that died with their executor").isPositive();
      assertThat(killer.workers())
          .as("executors that finished tasks")
          .contains(killer.killed(), killer.survivor());
      Tables.sameAs(expected, spark.read().parquet(table).collectAsList());
      assertThat(ExecutorProcess.named(spark, killer.survivor()).loads())
          .as("times that the survivor, which ran several tasks, loaded the model")
          .isEqualTo(1);
    }
  }
}
