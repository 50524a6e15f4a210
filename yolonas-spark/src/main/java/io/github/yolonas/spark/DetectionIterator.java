package io.github.yolonas.spark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/** The results of a partition: whenever a batch's are used up, the next one is computed. */
final class DetectionIterator implements Iterator<Row> {
  private final Iterator<Row> rows;
  private final RowReader reader;
  private final BatchDetector detector;
  private final int batchSize;
  private Iterator<Row> ready = Collections.emptyIterator();

  DetectionIterator(Iterator<Row> rows, RowReader reader, BatchDetector detector, int batchSize) {
    this.rows = rows;
    this.reader = reader;
    this.detector = detector;
    this.batchSize = batchSize;
  }

  @Override
  public boolean hasNext() {
    return ready.hasNext() || rows.hasNext();
  }

  @Override
  public Row next() {
    if (!ready.hasNext()) {
      ready = detector.detect(nextBatch()).iterator();
    }
    return ready.next();
  }

  private List<ImageRow> nextBatch() {
    List<ImageRow> batch = new ArrayList<>(batchSize);
    while (batch.size() < batchSize && rows.hasNext()) {
      batch.add(reader.read(rows.next()));
    }
    return batch;
  }
}
