package io.github.yolonas.spark;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.preprocess.ImageSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** What Spark is measured against: one model in one JVM, callers that take batch after batch. */
final class PlainLibrary {
  private final Path checkpoint;
  private final int callers;
  private final int threads;
  private final PredictOptions options;

  PlainLibrary(Path checkpoint, int callers, int threads, PredictOptions options) {
    this.checkpoint = checkpoint;
    this.callers = callers;
    this.threads = threads;
    this.options = options.toBuilder().keepImage(false).build();
  }

  /** From files to detections, loading and the first passes not counted. */
  Rate rate(List<Path> images) throws Exception {
    YoloNasOptions loading = YoloNasOptions.builder().threads(threads).build();
    try (YoloNas model = YoloNas.load(checkpoint, loading)) {
      model.warmUp();
      return Rate.of(images.size(), List.of(ProcessHandle.current()), () -> predict(model, images));
    }
  }

  private int predict(YoloNas model, List<Path> images)
      throws InterruptedException, ExecutionException {
    int batch = options.batchSize().orElse(PredictOptions.DEFAULT_BATCH_SIZE);
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    try {
      List<Future<Integer>> counts = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        counts.add(pool.submit(() -> work(model, images, batch, next)));
      }
      int done = 0;
      for (Future<Integer> count : counts) {
        done += count.get();
      }
      return done;
    } finally {
      pool.shutdown();
    }
  }

  private int work(YoloNas model, List<Path> images, int batch, AtomicInteger next) {
    int done = 0;
    for (int from = next.getAndAdd(batch); from < images.size(); from = next.getAndAdd(batch)) {
      List<Path> share = images.subList(from, Math.min(from + batch, images.size()));
      done += model.predictAll(share.stream().map(ImageSource::of).toList(), options).size();
    }
    return done;
  }
}
