package io.github.yolonas;

import io.github.yolonas.preprocess.ImageSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** Predicts a batch whenever the results of the last one are used up. */
final class BatchIterator implements Iterator<PredictionOutcome> {
  private final Iterator<ImageSource> images;
  private final int batchSize;
  private final Function<List<ImageSource>, List<PredictionOutcome>> predict;
  private Iterator<PredictionOutcome> ready = List.<PredictionOutcome>of().iterator();

  BatchIterator(
      Iterator<ImageSource> images,
      int batchSize,
      Function<List<ImageSource>, List<PredictionOutcome>> predict) {
    this.images = images;
    this.batchSize = batchSize;
    this.predict = predict;
  }

  @Override
  public boolean hasNext() {
    return ready.hasNext() || images.hasNext();
  }

  @Override
  public PredictionOutcome next() {
    if (!ready.hasNext()) {
      // The source may let itself be waited for, and must not hold the model meanwhile.
      List<ImageSource> batch = nextBatch();
      ready = predict.apply(batch).iterator();
    }
    return ready.next();
  }

  private List<ImageSource> nextBatch() {
    List<ImageSource> batch = new ArrayList<>();
    while (batch.size() < batchSize && images.hasNext()) {
      batch.add(images.next());
    }
    return batch;
  }
}
