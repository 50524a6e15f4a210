package io.github.yolonas.spark;

import java.io.Serializable;
import java.nio.file.Path;
import org.apache.spark.SparkFiles;

/**
 * Where an executor finds the checkpoint.
 *
 * @param name its path on every machine; or, if it was sent, its name among the application's files
 * @param sent whether Spark sends it to the executors
 */
record ModelFile(String name, boolean sent) implements Serializable {

  /** The file on this machine, in a task. */
  Path path() {
    return Path.of(sent ? SparkFiles.get(name) : name);
  }
}
