package io.github.yolonas.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Spark as the tests run it: nothing on the network, nothing outside of the build's folder. */
public final class TestSpark {
  private TestSpark() {}

  /** The driver computes itself, on this many threads. */
  public static SparkSession local(int threads) {
    return builder().master("local[" + threads + "]").getOrCreate();
  }

  /**
   * Executors as processes of their own, one core each or more, that see the classes of the tests.
   * Spark's launcher wants its home to look like one: with {@code jars}, be they none, and a folder
   * that tells the version of Scala. Without that folder no executor starts: "Cannot find any build
   * directories".
   *
   * @param flags of an executor's JVM
   */
  static SparkSession cluster(int executors, int cores, String flags) throws IOException {
    Path home = Path.of("target", "spark-home").toAbsolutePath();
    Files.createDirectories(home.resolve("jars"));
    Files.createDirectories(home.resolve("launcher").resolve("target").resolve("scala-2.13"));
    return builder()
        .master("local-cluster[%d,%d,1024]".formatted(executors, cores))
        .config("spark.home", home.toString())
        .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .config("spark.executor.extraJavaOptions", flags)
        .config("spark.executor.memory", "512m")
        .config("spark.scheduler.minRegisteredResourcesRatio", "1")
        .config("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s")
        .getOrCreate();
  }

  private static SparkSession.Builder builder() {
    return SparkSession.builder()
        .appName("yolonas-spark tests")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", Path.of("target", "warehouse").toUri().toString());
  }
}
