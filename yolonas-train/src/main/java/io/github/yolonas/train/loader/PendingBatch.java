package io.github.yolonas.train.loader;

import io.github.yolonas.train.loss.TargetBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A batch whose images workers are making, each at its place. */
final class PendingBatch {
  private final int number;
  private final DataLoaderOptions options;
  private final byte[] pixels;
  private final List<Future<Sampler.Sample>> samples = new ArrayList<>();

  /** Sends the images to the workers. */
  PendingBatch(int number, int[] order, Sampler sampler, ExecutorService workers) {
    this.number = number;
    options = sampler.options();
    int from = number * options.batchSize();
    int images = Math.min(options.batchSize(), order.length - from);
    pixels = new byte[images * options.imageBytes()];
    for (int i = 0; i < images; i++) {
      int index = order[from + i];
      int offset = i * options.imageBytes();
      samples.add(workers.submit(() -> sampler.make(index, pixels, offset)));
    }
  }

  /**
   * Waits for all images.
   *
   * @throws ExecutionException of the first image, in the batch's order, that failed
   * @throws java.util.concurrent.CancellationException if the workers were stopped
   */
  TrainingBatch await() throws InterruptedException, ExecutionException {
    List<List<TargetBatch.Box>> targets = new ArrayList<>(samples.size());
    List<Integer> indices = new ArrayList<>(samples.size());
    for (Future<Sampler.Sample> future : samples) {
      Sampler.Sample sample = future.get();
      targets.add(sample.targets());
      indices.add(sample.index());
    }
    return new TrainingBatch(
        number, pixels, options.inputSize(), new TargetBatch(targets), indices);
  }
}
