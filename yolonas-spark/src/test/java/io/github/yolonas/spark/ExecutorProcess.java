package io.github.yolonas.spark;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.SparkSession;

/**
 * An executor of a local cluster, as it tells of itself.
 *
 * @param id what Spark calls it
 * @param pid its process
 * @param loads how many times it has loaded a model
 */
record ExecutorProcess(String id, long pid, long loads) implements Serializable {
  private static final int PROBES = 8;
  private static final long PROBE_MILLIS = 100;

  /** Asks until at least {@code count} executors have answered. */
  static Map<String, ExecutorProcess> all(SparkSession spark, int count) {
    Map<String, ExecutorProcess> found = new TreeMap<>();
    do {
      found.putAll(ask(spark));
    } while (found.size() < count);
    return found;
  }

  /** Asks until the executor of this name has answered. */
  static ExecutorProcess named(SparkSession spark, String id) {
    while (true) {
      ExecutorProcess answer = ask(spark).get(id);
      if (answer != null) {
        return answer;
      }
    }
  }

  private static Map<String, ExecutorProcess> ask(SparkSession spark) {
    Map<String, ExecutorProcess> found = new TreeMap<>();
    List<Integer> probes = IntStream.range(0, PROBES).boxed().toList();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    FlatMapFunction<Iterator<Integer>, ExecutorProcess> ask =
        probe -> {
          Thread.sleep(PROBE_MILLIS); // meanwhile the next probe goes to another executor
          return List.of(ofThisJvm()).iterator();
        };
    context
        .parallelize(probes, probes.size())
        .mapPartitions(ask)
        .collect()
        .forEach(executor -> found.put(executor.id(), executor));
    return found;
  }

  private static ExecutorProcess ofThisJvm() {
    return new ExecutorProcess(
        SparkEnv.get().executorId(),
        ProcessHandle.current().pid(),
        ExecutorModels.shared().loads());
  }

  ProcessHandle handle() {
    return ProcessHandle.of(pid).orElseThrow();
  }

  void kill() {
    handle().destroyForcibly();
  }
}
