package io.github.yolonas.spark;

import io.github.yolonas.YoloNasOptions;

/**
 * How executors load the model and predict, and which columns they read. Immutable; made by {@link
 * #of}.
 *
 * <p>Of the model's options some mean here what suits an executor:
 *
 * <ul>
 *   <li>{@code device}: {@link io.github.yolonas.Device#auto}, the default, is the graphics card
 *       that Spark gave the task (resource {@code gpu}), if it gave one.
 *   <li>{@code threads}: empty is as many as Spark reckons a task to need ({@code
 *       spark.task.cpus}), so that an executor's tasks together fill its cores.
 *   <li>{@code predict}: {@code batchSize} images of a partition share a pass; pixels are never
 *       kept, whatever {@code keepImage} says.
 *   <li>{@code listener}: none, for it would not see what other machines do.
 * </ul>
 *
 * @param model how it is loaded and what it predicts
 * @param pathColumn the column with the image's path, a string; default {@code path}
 * @param contentColumn the column with the bytes of the image file; default {@code content}
 */
public record SparkDetectorOptions(YoloNasOptions model, String pathColumn, String contentColumn) {

  /** Checks that the options can be sent, and that the columns have names. */
  public SparkDetectorOptions {
    if (model.listener().isPresent()) {
      throw new IllegalArgumentException(
          "listener: expected none, which cannot be sent to executors, found "
              + model.listener().get());
    }
    named("pathColumn", pathColumn);
    named("contentColumn", contentColumn);
  }

  private static void named(String option, String column) {
    if (column.isBlank()) {
      throw new IllegalArgumentException(
          option + ": expected the name of a column, found '" + column + "'");
    }
  }

  /** Everything by default: columns {@code path} and {@code content}, as {@code binaryFile} has. */
  public static SparkDetectorOptions defaults() {
    return of(YoloNasOptions.defaults());
  }

  /**
   * With the default columns.
   *
   * @throws IllegalArgumentException if the options have a listener
   */
  public static SparkDetectorOptions of(YoloNasOptions model) {
    return new SparkDetectorOptions(model, "path", "content");
  }

  /** The same with another column for the image's path. */
  public SparkDetectorOptions withPathColumn(String column) {
    return new SparkDetectorOptions(model, column, contentColumn);
  }

  /** The same with another column for the bytes of the image file. */
  public SparkDetectorOptions withContentColumn(String column) {
    return new SparkDetectorOptions(model, pathColumn, column);
  }
}
