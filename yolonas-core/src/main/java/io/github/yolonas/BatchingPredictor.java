package io.github.yolonas;

import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.runtime.PreparedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;

/**
 * Predicts for many threads at once by putting their images together: a network computes a batch in
 * less time than its images one by one. Each caller waits a little, {@link
 * BatchingOptions#maxDelay} at most, for others to come, and gets what {@link YoloNas#predict}
 * would give him (but for the last bits, where LibTorch has other kernels for other batch sizes).
 *
 * <pre>{@code
 * try (YoloNas model = YoloNas.load(Path.of("model.pth"));
 *     BatchingPredictor batching = new BatchingPredictor(model, BatchingOptions.defaults())) {
 *   // from any number of threads
 *   ImageDetectionPrediction result = batching.predict(ImageSource.of(Path.of("street.jpg")));
 * }
 * }</pre>
 *
 * <p>Images are decoded and letterboxed in the callers' threads; passes run one after the other in
 * a daemon thread that this object owns until {@link #close}. The model stays the caller's. Only
 * requests with equal options and equal network size share a pass; {@link PredictOptions#batchSize}
 * has no say here.
 *
 * <p>Thread-safe. What fails one pass, be it an {@link Error}, reaches the callers of that pass and
 * nobody else.
 */
public final class BatchingPredictor implements AutoCloseable {

  /** Computes one pass: {@link YoloNas#predictPrepared}, or what a test puts in its place. */
  @FunctionalInterface
  interface Pass {
    List<ImageDetectionPrediction> predict(List<PreparedImage> images, PredictOptions options);
  }

  private final YoloNas model;
  private final BatchingOptions options;
  private final Pass pass;
  private final String name;
  private final BatchQueue<BatchRequest> queue;
  private final Thread worker;

  /**
   * A predictor in front of a model, ready for requests.
   *
   * @param model computes the passes; to be closed after this, else what still waits fails with the
   *     model's {@link IllegalStateException}
   */
  public BatchingPredictor(YoloNas model, BatchingOptions options) {
    this(model, options, model::predictPrepared);
  }

  BatchingPredictor(YoloNas model, BatchingOptions options, Pass pass) {
    this.model = model;
    this.options = options;
    this.pass = pass;
    name = "BatchingPredictor of " + model.name();
    queue = new BatchQueue<>(name, options);
    worker = new Thread(this::work, name);
    worker.setDaemon(true);
    worker.start();
  }

  /** Detects objects on one image, with the model's settings. */
  public ImageDetectionPrediction predict(ImageSource image) {
    return predict(image, PredictOptions.defaults());
  }

  /**
   * Detects objects on one image; waits while the queue is full, and for the result.
   *
   * @throws ImageReadException if it cannot be read
   * @throws IllegalArgumentException if a class name is not the model's
   * @throws InferenceException if the native library fails
   * @throws CancellationException if the waiting thread is interrupted; the flag stays set, and the
   *     request is dropped, or finished for nobody
   * @throws IllegalStateException if this or the model is closed
   */
  public ImageDetectionPrediction predict(ImageSource image, PredictOptions asked) {
    PredictOptions effective = effective(asked);
    refuseOwnThread();
    try {
      queue.reserve();
    } catch (InterruptedException e) {
      throw interrupted(image, e);
    }
    return await(image, enqueue(image, effective));
  }

  /** Detects objects on one image some time later, with the model's settings. */
  public CompletableFuture<ImageDetectionPrediction> submit(ImageSource image) {
    return submit(image, PredictOptions.defaults());
  }

  /**
   * Reads one image now and detects objects on it some time later. Never waits for others: if the
   * queue is full, it says so.
   *
   * @return the result, or an {@link ImageReadException}, or what failed the pass. Cancelled before
   *     its turn, it is not computed. Stages that depend on it without an executor may run in the
   *     thread that computes for everybody: keep them short.
   * @throws RejectedExecutionException if the queue is full
   * @throws IllegalArgumentException if a class name is not the model's
   * @throws IllegalStateException if this is closed
   */
  public CompletableFuture<ImageDetectionPrediction> submit(
      ImageSource image, PredictOptions asked) {
    PredictOptions effective = effective(asked);
    if (!queue.tryReserve()) {
      throw new RejectedExecutionException(
          "%s: %s refused, %d requests are waiting already"
              .formatted(name, image.name(), options.queueCapacity()));
    }
    try {
      return enqueue(image, effective);
    } catch (ImageReadException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** With what the model says, a known list of classes, and the one batch size of all requests. */
  private PredictOptions effective(PredictOptions asked) {
    PredictOptions effective =
        model.effective(asked).toBuilder().batchSize(options.maxBatchSize()).build();
    model.thresholds(effective); // names a class that is unknown
    return effective;
  }

  /** Reads the image and queues it, in a reserved place. */
  private CompletableFuture<ImageDetectionPrediction> enqueue(
      ImageSource image, PredictOptions effective) {
    PreparedImage prepared = null;
    boolean queued = false;
    try {
      prepared = model.prepare(image, effective);
      CompletableFuture<ImageDetectionPrediction> result = new CompletableFuture<>();
      queue.put(new BatchRequest(prepared, effective, result));
      queued = true;
      return result;
    } finally {
      if (!queued) {
        queue.giveBack();
        if (prepared != null) {
          prepared.close();
        }
      }
    }
  }

  private ImageDetectionPrediction await(
      ImageSource image, CompletableFuture<ImageDetectionPrediction> result) {
    try {
      return result.get();
    } catch (InterruptedException e) {
      result.cancel(false);
      throw interrupted(image, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause(); // a pass throws nothing that is checked
    }
  }

  private CancellationException interrupted(ImageSource image, InterruptedException cause) {
    Thread.currentThread().interrupt();
    CancellationException e =
        new CancellationException(name + ": interrupted while waiting for " + image.name());
    e.initCause(cause);
    return e;
  }

  private void work() {
    List<BatchRequest> batch = new ArrayList<>(options.maxBatchSize());
    while (queue.take(batch)) {
      try {
        passes(batch).values().forEach(this::compute);
      } catch (Throwable e) {
        batch.forEach(request -> request.fail(e));
      } finally {
        batch.clear();
      }
    }
  }

  /** Who may share a pass, in order of arrival. */
  private static Map<BatchRequest.Kind, List<BatchRequest>> passes(List<BatchRequest> batch) {
    return batch.stream()
        .collect(
            Collectors.groupingBy(BatchRequest::kind, LinkedHashMap::new, Collectors.toList()));
  }

  /**
   * One pass. Even an {@link Error}, such as memory that is lacking for this batch, belongs to its
   * callers and must not end the thread that all others wait for.
   */
  private void compute(List<BatchRequest> requests) {
    try {
      List<BatchRequest> wanted = requests.stream().filter(BatchRequest::isWanted).toList();
      if (!wanted.isEmpty()) {
        List<ImageDetectionPrediction> results =
            pass.predict(
                wanted.stream().map(BatchRequest::image).toList(), wanted.get(0).options());
        for (int i = 0; i < wanted.size(); i++) {
          wanted.get(i).complete(results.get(i));
        }
      }
      requests.forEach(request -> request.image().close()); // those that nobody wants any more
    } catch (Throwable e) {
      requests.forEach(request -> request.fail(e));
    }
  }

  private void refuseOwnThread() {
    if (Thread.currentThread() == worker) {
      throw new IllegalStateException(
          name + ": a stage in its own thread would wait for itself; run it in an executor");
    }
  }

  /**
   * Refuses further requests, among them those that wait for a place or are still being read, and
   * waits until what is queued is computed. An interrupt does not end the wait; it stays set.
   * Closing again does nothing but wait, too.
   *
   * @throws IllegalStateException if called by a stage in this predictor's own thread
   */
  @Override
  public void close() {
    refuseOwnThread();
    queue.close();
    boolean interrupted = false;
    while (true) {
      try {
        worker.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "%s, up to %d images, %s".formatted(name, options.maxBatchSize(), options.maxDelay());
  }
}
