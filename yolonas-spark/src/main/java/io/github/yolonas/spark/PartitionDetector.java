package io.github.yolonas.spark;

import io.github.yolonas.PredictOptions;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/**
 * What a task does with its partition: take this JVM's model, batch, predict. Travels to the
 * executors.
 */
final class PartitionDetector implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final ModelSource model;
  private final PortableOptions options;
  private final RowReader reader;

  PartitionDetector(ModelSource model, PortableOptions options, RowReader reader) {
    this.model = model;
    this.options = options;
    this.reader = reader;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator(); // needs no model
    }
    TaskContext task = TaskContext.get();
    ExecutorModels.Lease lease =
        ExecutorModels.shared().lease(model, options.loading(task.cpus(), card(task)));
    // However the task ends; who consumes the rows may stop before the last.
    task.addTaskCompletionListener((TaskCompletionListener) ended -> lease.close());
    PredictOptions predict = options.predict().toPredictOptions();
    return new DetectionIterator(
        rows, reader, BatchDetector.of(lease.model(), predict), options.predict().batchSize());
  }

  private static Optional<String> card(TaskContext task) {
    return Optional.ofNullable(task.resourcesJMap().get("gpu"))
        .flatMap(cards -> Arrays.stream(cards.addresses()).findFirst());
  }
}
