package io.github.yolonas.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.preprocess.RgbImage;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadAheadTest {

  /** Frames without a video. */
  static final class Frames implements FrameSource {
    final AtomicLong given = new AtomicLong();
    final CountDownLatch cancelled = new CountDownLatch(1);

    /** Frames after the first come once this is down, as it is unless a test says otherwise. */
    CountDownLatch firstTaken = new CountDownLatch(0);

    private final long count;
    private final boolean live;
    private final @Nullable RuntimeException failure;

    Frames(long count, boolean live, @Nullable RuntimeException failure) {
      this.count = count;
      this.live = live;
      this.failure = failure;
    }

    @Override
    public VideoInfo info() {
      return new VideoInfo(
          2, 2, FrameRate.of(25), OptionalLong.empty(), Optional.empty(), 0, "none", false, live);
    }

    @Override
    public Optional<VideoFrame> next(LongPredicate wanted) {
      while (given.get() < count) {
        long index = given.getAndIncrement();
        awaitFirstTaken(index);
        if (wanted.test(index)) {
          RgbImage image = RgbImage.ofRgb(new byte[12], 2, 2);
          return Optional.of(new VideoFrame(index, Duration.ofMillis(40 * index), image));
        }
      }
      if (failure != null) {
        throw failure;
      }
      return Optional.empty();
    }

    private void awaitFirstTaken(long index) {
      try {
        if (index > 0) {
          firstTaken.await();
        }
      } catch (InterruptedException e) {
        throw new AssertionError("nobody interrupts the decoder", e);
      }
    }

    @Override
    public void cancel() {
      cancelled.countDown();
    }

    @Override
    public void close() {}
  }

  private static ReadAhead of(Frames frames, int capacity) {
    return new ReadAhead(frames, "test", index -> true, capacity);
  }

  private static long decoders() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("decode test"))
        .count();
  }

  @Test
  void framesComeInOrderAndThenTheEnd() {
    try (ReadAhead queue = of(new Frames(100, false, null), 3)) {
      for (long i = 0; i < 100; i++) {
        assertThat(queue.take().orElseThrow().index()).isEqualTo(i);
      }
      assertThat(queue.take()).isEmpty();
      assertThat(queue.take()).isEmpty();
    }
    assertThat(decoders()).isZero();
  }

  /** It is some frames ahead, but no more: memory stays bounded. */
  @Test
  void decodingGoesAheadAsFarAsAllowed() throws Exception {
    Frames frames = new Frames(100, false, null);
    try (ReadAhead queue = of(frames, 5)) {
      assertThat(frames.given.get()).as("nothing is decoded before it is asked for").isZero();
      queue.take();
      while (frames.given.get() < 7) {
        Thread.sleep(1);
      }
      Thread.sleep(50);
      assertThat(frames.given.get()).isEqualTo(7); // taken, five that wait, one in hand
    }
  }

  @Test
  void aFailureComesAfterTheFramesBeforeIt() {
    IllegalStateException broken = new IllegalStateException("broken");
    try (ReadAhead queue = of(new Frames(3, false, broken), 8)) {
      for (int i = 0; i < 3; i++) {
        assertThat(queue.take()).isPresent();
      }
      assertThatThrownBy(queue::take).isSameAs(broken);
      assertThatThrownBy(queue::take).isSameAs(broken);
    }
  }

  @Test
  void closingEndsTheThreadThatWaitsForRoom() throws Exception {
    Frames frames = new Frames(1_000, false, null);
    ReadAhead queue = of(frames, 2);
    queue.take();
    queue.close();
    queue.close();
    assertThat(frames.cancelled.await(0, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    assertThat(decoders()).isZero();
    assertThat(queue.take()).isEmpty();
  }

  @Test
  void closingBeforeTheFirstFrameStartsNothing() {
    Frames frames = new Frames(10, false, null);
    of(frames, 2).close();
    assertThat(frames.given.get()).isZero();
  }

  /** Who is slower than a camera sees its newest frame, not one long past. */
  @Test
  void aCameraIsNotHeldUp() throws Exception {
    Frames camera = new Frames(500, true, null);
    camera.firstTaken = new CountDownLatch(1);
    try (ReadAhead queue = of(camera, 8)) {
      assertThat(queue.take().orElseThrow().index()).isZero();
      camera.firstTaken.countDown();
      while (decoders() > 0) {
        Thread.sleep(1);
      }
      assertThat(queue.take().orElseThrow().index()).isEqualTo(499);
      assertThat(queue.take()).isEmpty();
    }
  }

  @Test
  void anInterruptEndsTheWait() {
    try (ReadAhead queue = of(new Frames(0, false, null), 1)) {
      Thread.currentThread().interrupt();
      // Whether the end is known already is a race; the flag is not lost either way.
      try {
        assertThat(queue.take()).isEmpty();
      } catch (CancellationException e) {
        assertThat(e).hasMessageContaining("test");
      }
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
