package io.github.yolonas.spark;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/**
 * Kills an executor once: the first that begins a second task, so that it has loaded the model and
 * another one is still there.
 */
final class ExecutorKiller extends SparkListener {
  private final Map<String, ExecutorProcess> executors;
  private final Set<String> begun = new HashSet<>();
  private final Set<String> workers = new TreeSet<>();
  private String killed = "";
  private int lostTasks;

  ExecutorKiller(Map<String, ExecutorProcess> executors) {
    this.executors = executors;
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart start) {
    String executor = start.taskInfo().executorId();
    ExecutorProcess process = executors.get(executor);
    if (!begun.add(executor) && killed.isEmpty() && process != null) {
      killed = executor;
      process.kill();
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() instanceof ExecutorLostFailure) {
      lostTasks++;
    } else if (end.reason() == Success$.MODULE$) {
      workers.add(end.taskInfo().executorId());
    }
  }

  synchronized int lostTasks() {
    return lostTasks;
  }

  /** Those that finished a task. */
  synchronized Set<String> workers() {
    return Set.copyOf(workers);
  }

  /** The executor that was killed; empty if none was. */
  synchronized String killed() {
    return killed;
  }

  /** The executor of the first two that was not killed. */
  synchronized String survivor() {
    return executors.keySet().stream().filter(id -> !id.equals(killed)).findFirst().orElseThrow();
  }
}
