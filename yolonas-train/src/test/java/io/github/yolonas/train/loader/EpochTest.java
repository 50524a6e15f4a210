package io.github.yolonas.train.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.augment.AugmentationPipeline;
import io.github.yolonas.train.data.LabelledImage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.opencv.global.opencv_core;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The end of an epoch, before its time or not: what stops, what is said, what is left behind. */
@ExtendWith(NativeLeakExtension.class)
@Timeout(120)
class EpochTest {
  private static final JpegImages BROKEN = new JpegImages(11, 120, 90, Set.of(4, 5, 10));

  @AfterEach
  void noWorkersAreLeft() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("yolonas-loader")) {
        thread.join(5_000); // a pool has ended a moment before its threads have
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  private static DataLoader slow(CountDownLatch gate) {
    return new DataLoader(
        new Reading(DataLoaderTest.DATA, (data, index) -> waitFor(gate, data.read(index))),
        DataLoaderTest.options().batchSize(2).build());
  }

  private static LabelledImage waitFor(CountDownLatch gate, LabelledImage image) {
    try {
      gate.await();
      return image;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageReadException(image.name(), "interrupted", "time to read it", e);
    }
  }

  @Test
  void closingInTheMiddleStopsTheWorkers() throws InterruptedException {
    AtomicInteger reads = new AtomicInteger();
    Reading counting =
        new Reading(
            DataLoaderTest.DATA,
            (data, index) -> {
              reads.incrementAndGet();
              return data.read(index);
            });
    DataLoader loader =
        new DataLoader(
            counting,
            DataLoaderTest.options()
                .batchSize(1)
                .prefetch(3)
                .augmentation(AugmentationPipeline.training(DataLoaderTest.SIZE))
                .build());
    for (int taken = 0; taken < 5; taken++) {
      reads.set(0);
      TrainingBatch last = null;
      try (Epoch epoch = loader.epoch(taken)) {
        for (int i = 0; i < taken; i++) {
          last = epoch.next();
        }
      }
      int atTheEnd = reads.get();
      noWorkersAreLeft();
      assertThat(reads).hasValue(atTheEnd);
      // Each image reads itself, three for its mosaic and one to mix it with.
      assertThat(atTheEnd).isLessThanOrEqualTo(5 * (taken + 3));
      assertThat(last == null ? 1 : last.size()).isEqualTo(1);
    }
  }

  @Test
  void aClosedEpochGivesNothing() {
    Epoch epoch = new DataLoader(DataLoaderTest.DATA, DataLoaderTest.options().build()).epoch(3);
    TrainingBatch batch = epoch.next();
    epoch.close();
    epoch.close();
    assertThat(epoch.hasNext()).isTrue();
    assertThatThrownBy(epoch::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("epoch 3 is closed");
    assertThat(batch.size()).isEqualTo(3);
  }

  @Test
  void closingWakesWhoWaits() throws InterruptedException {
    Epoch epoch = slow(new CountDownLatch(1)).epoch(0);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread taker = new Thread(epoch::next);
    taker.setUncaughtExceptionHandler((thread, e) -> thrown.set(e));
    taker.start();
    while (taker.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    epoch.close();
    taker.join();
    assertThat(thrown.get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("epoch 0 is closed");
  }

  @Test
  void anInterruptedThreadLeavesWithItsFlagSet() throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    Epoch epoch = slow(gate).epoch(7);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>(false);
    Thread taker =
        new Thread(
            () -> {
              try {
                epoch.next();
              } catch (CancellationException e) {
                thrown.set(e);
              }
              flag.set(Thread.currentThread().isInterrupted());
            });
    taker.start();
    taker.interrupt();
    taker.join();
    assertThat(thrown.get()).hasMessage("epoch 7: interrupted while waiting for batch 0");
    assertThat(flag.get()).isTrue();
    // The epoch is closed, though its taker could not wait for the workers' end.
    assertThatThrownBy(epoch::next).hasMessage("epoch 7 is closed");
  }

  /** Interrupting reads on the way to a close says nothing about the images. */
  @Test
  void closingCountsNoImageAsBad() {
    CountDownLatch gate = new CountDownLatch(1);
    DataLoader loader =
        new DataLoader(
            new Reading(DataLoaderTest.DATA, (data, index) -> waitFor(gate, data.read(index))),
            DataLoaderTest.options().badImages(BadImagePolicy.SKIP).build());
    loader.epoch(0).close();
    assertThat(loader.badImages()).isEmpty();
  }

  @Test
  void aBrokenImageStopsTheEpoch() throws InterruptedException {
    DataLoader loader =
        new DataLoader(BROKEN, DataLoaderTest.options().shuffle(false).batchSize(2).build());
    try (Epoch epoch = loader.epoch(0)) {
      epoch.next();
      epoch.next();
      assertThatThrownBy(epoch::next)
          .isInstanceOf(ImageReadException.class)
          .hasMessageContaining("the JPEG data");
      noWorkersAreLeft();
      assertThatThrownBy(epoch::next).hasMessage("epoch 0 is closed");
    }
    assertThat(loader.badImages()).isEmpty();
  }

  /** 4 and 5 become 6; 10, the last, becomes 0. */
  @Test
  void theNextGoodImageStandsInForABrokenOne() {
    for (int workers : new int[] {1, 2, 4}) {
      DataLoader loader =
          new DataLoader(
              BROKEN,
              DataLoaderTest.options()
                  .shuffle(false)
                  .workers(workers)
                  .badImages(BadImagePolicy.SKIP)
                  .build());
      List<Integer> indices =
          DataLoaderTest.all(loader.epoch(0)).stream()
              .flatMap(batch -> batch.indices().stream())
              .toList();
      assertThat(indices).containsExactly(0, 1, 2, 3, 6, 6, 6, 7, 8, 9, 0);
      assertThat(loader.badImages()).containsExactly(4, 5, 10);
    }
  }

  @Test
  void withBrokenPartnersMosaicsAreReproducible() {
    DataLoaderOptions.Builder options =
        DataLoaderTest.options()
            .badImages(BadImagePolicy.SKIP)
            .augmentation(AugmentationPipeline.training(DataLoaderTest.SIZE));
    List<TrainingBatch> alone =
        DataLoaderTest.all(new DataLoader(BROKEN, options.workers(1).build()).epoch(1));
    DataLoaderTest.assertSame(
        DataLoaderTest.all(new DataLoader(BROKEN, options.workers(4).build()).epoch(1)), alone);
    DataLoaderTest.assertSame(
        DataLoaderTest.all(new DataLoader(BROKEN, options.workers(2).build()).epoch(1, 2)),
        alone.subList(2, 4));
  }

  @Test
  void whereNoImageCanBeReadSkippingEnds() {
    JpegImages hopeless = new JpegImages(3, 60, 40, Set.of(0, 1, 2));
    DataLoader loader =
        new DataLoader(hopeless, DataLoaderTest.options().badImages(BadImagePolicy.SKIP).build());
    try (Epoch epoch = loader.epoch(0)) {
      assertThatThrownBy(epoch::next).isInstanceOf(ImageReadException.class);
    }
  }

  @Test
  void otherErrorsPassWhateverThePolicy() {
    Reading failing =
        new Reading(
            DataLoaderTest.DATA,
            (data, index) -> {
              throw new UnsupportedOperationException("no disk");
            });
    DataLoader loader =
        new DataLoader(failing, DataLoaderTest.options().badImages(BadImagePolicy.SKIP).build());
    try (Epoch epoch = loader.epoch(0)) {
      assertThatThrownBy(epoch::next)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage("no disk");
    }
  }

  /** Open or closed, one or several: at the end OpenCV has as many threads as before. */
  @Test
  void openCvGetsItsThreadsBack() {
    int before = opencv_core.getNumThreads();
    try {
      opencv_core.setNumThreads(3);
      DataLoader loader = new DataLoader(DataLoaderTest.DATA, DataLoaderTest.options().build());
      Epoch first = loader.epoch(0);
      Epoch second = loader.epoch(1);
      assertThat(opencv_core.getNumThreads()).isEqualTo(1);
      DataLoaderTest.all(first);
      assertThat(opencv_core.getNumThreads()).isEqualTo(1);
      second.close();
      second.close();
      assertThat(opencv_core.getNumThreads()).isEqualTo(3);
    } finally {
      opencv_core.setNumThreads(before);
    }
  }

  @Test
  void noMoreThanThePrefetchedBatchesAreMade() throws InterruptedException {
    AtomicInteger reads = new AtomicInteger();
    CountDownLatch sixth = new CountDownLatch(6);
    Reading counting =
        new Reading(
            DataLoaderTest.DATA,
            (data, index) -> {
              reads.incrementAndGet();
              sixth.countDown();
              return data.read(index);
            });
    try (Epoch epoch =
        new DataLoader(counting, DataLoaderTest.options().prefetch(2).build()).epoch(0)) {
      sixth.await();
      Thread.sleep(50); // time for a seventh, were there one
      assertThat(reads).hasValue(6);
      epoch.next();
    }
  }

  @Test
  void waitingIsMeasured() {
    CountDownLatch gate = new CountDownLatch(0);
    Reading slow =
        new Reading(
            DataLoaderTest.DATA,
            (data, index) -> {
              sleep(20);
              return waitFor(gate, data.read(index));
            });
    Epoch starved = new DataLoader(slow, DataLoaderTest.options().build()).epoch(0);
    DataLoaderTest.all(starved);
    assertThat(starved.waitingShare()).isBetween(0.7, 1.0);

    Epoch fed = new DataLoader(DataLoaderTest.DATA, DataLoaderTest.options().build()).epoch(0);
    try (fed) {
      while (fed.hasNext()) {
        sleep(400);
        fed.next();
      }
    }
    assertThat(fed.waitingShare()).isBetween(0.0, 0.3);
    double after = fed.waitingShare();
    sleep(20);
    assertThat(fed.waitingShare()).isEqualTo(after);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theShareIsWaitedTimeOverAllTime() {
    long[] now = {100};
    WaitMeter meter = new WaitMeter(() -> now[0]);
    assertThat(meter.share()).isZero();
    now[0] = 110;
    meter.waitingBegins();
    now[0] = 120;
    assertThat(meter.share()).isEqualTo(0.5); // 10 of 20, and still waiting
    now[0] = 130;
    meter.waitingEnds();
    now[0] = 180;
    assertThat(meter.share()).isEqualTo(0.25);
    meter.stop();
    now[0] = 500;
    meter.stop();
    assertThat(meter.share()).isEqualTo(0.25);
  }
}
