package io.github.yolonas;

import io.github.yolonas.runtime.PreparedImage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** Notes the images of each pass, and can hold passes back so that requests pile up behind one. */
final class PassGate implements BatchingPredictor.Pass {
  final List<List<String>> passes = new CopyOnWriteArrayList<>();
  private final BatchingPredictor.Pass behind;
  private final Semaphore permits;
  private final CountDownLatch reached = new CountDownLatch(1);

  private PassGate(BatchingPredictor.Pass behind, int permits) {
    this.behind = behind;
    this.permits = new Semaphore(permits);
  }

  static PassGate open(BatchingPredictor.Pass behind) {
    return new PassGate(behind, Integer.MAX_VALUE / 2);
  }

  static PassGate shut(BatchingPredictor.Pass behind) {
    return new PassGate(behind, 0);
  }

  @Override
  public List<ImageDetectionPrediction> predict(
      List<PreparedImage> images, PredictOptions options) {
    passes.add(images.stream().map(PreparedImage::name).toList());
    reached.countDown();
    permits.acquireUninterruptibly();
    return behind.predict(images, options);
  }

  /** Waits until the first pass stands before the gate. */
  void awaitFirst() throws InterruptedException {
    reached.await();
  }

  void open() {
    permits.release(Integer.MAX_VALUE / 4);
  }

  List<Integer> sizes() {
    return passes.stream().map(List::size).toList();
  }
}
