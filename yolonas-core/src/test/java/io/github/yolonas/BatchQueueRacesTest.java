package io.github.yolonas;

import io.github.yolonas.Interleavings.Strand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@link BatchQueue} under the schedules that this machine happens to make. In the model checker
 * these programs, which wait in the JDK's conditions, came to no end within a minute each.
 */
@Timeout(120)
class BatchQueueRacesTest {

  /** A queue with one consumer, which takes until the queue is closed and empty. */
  private static final class Served {
    final BatchQueue<String> queue;
    final List<String> taken = new ArrayList<>();
    final Strand consumer;

    Served(int batchSize, int capacity) {
      queue = new BatchQueue<>("queue", new BatchingOptions(batchSize, Duration.ZERO, capacity));
      consumer = Interleavings.start(this::consume);
    }

    private void consume() {
      List<String> batch = new ArrayList<>();
      while (queue.take(batch)) {
        taken.addAll(batch);
        batch.clear();
      }
    }

    /** Waits for a place and puts; whether that was accepted. */
    boolean put(String request) {
      try {
        queue.reserve();
      } catch (IllegalStateException closed) {
        return false;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return putReserved(request);
    }

    boolean putReserved(String request) {
      try {
        queue.put(request);
        return true;
      } catch (IllegalStateException closed) {
        queue.giveBack();
        return false;
      }
    }

    void requireTaken(String request, boolean accepted) {
      int times = 0;
      for (String each : taken) {
        times += each.equals(request) ? 1 : 0;
      }
      Interleavings.require(
          times == (accepted ? 1 : 0), request + " accepted " + accepted + ", taken " + taken);
    }
  }

  @Test
  void whatIsAcceptedIsTakenOnceAndWhatIsRefusedIsNot() {
    Interleavings.repeat(
        () -> {
          Served served = new Served(2, 2);
          boolean[] accepted = new boolean[2];
          Strand one = Interleavings.start(() -> accepted[0] = served.put("one"));
          Strand other = Interleavings.start(() -> accepted[1] = served.put("other"));
          served.queue.close();
          Interleavings.join(one, other, served.consumer);
          served.requireTaken("one", accepted[0]);
          served.requireTaken("other", accepted[1]);
        });
  }

  /** With one place, the second waits until the first is taken: nobody sleeps for ever. */
  @Test
  void whoWaitsForAPlaceGetsIt() {
    Interleavings.repeat(
        () -> {
          Served served = new Served(1, 1);
          Strand one =
              Interleavings.start(
                  () -> Interleavings.require(served.put("one"), "one was refused"));
          Strand other =
              Interleavings.start(
                  () -> Interleavings.require(served.put("other"), "other was refused"));
          Interleavings.join(one, other);
          served.queue.close();
          Interleavings.join(served.consumer);
          served.requireTaken("one", true);
          served.requireTaken("other", true);
        });
  }

  /** An image that cannot be read gives its place back, to whoever waits for one. */
  @Test
  void aPlaceGivenBackGoesToWhoWaits() {
    Interleavings.repeat(
        () -> {
          Served served = new Served(1, 1);
          Interleavings.require(served.queue.tryReserve(), "no place in an empty queue");
          Strand waiting =
              Interleavings.start(
                  () -> Interleavings.require(served.put("waiting"), "waiting was refused"));
          served.queue.giveBack();
          Interleavings.join(waiting);
          served.queue.close();
          Interleavings.join(served.consumer);
          served.requireTaken("waiting", true);
        });
  }

  /** Closing wakes who waits for a place, too, and takes what is queued no places away. */
  @Test
  void closingRefusesWhoWaitsForAPlace() {
    Interleavings.repeat(
        () -> {
          Served served = new Served(1, 1);
          Interleavings.require(served.queue.tryReserve(), "no place in an empty queue");
          boolean[] accepted = new boolean[1];
          Strand waiting = Interleavings.start(() -> accepted[0] = served.put("waiting"));
          served.queue.close();
          boolean late = served.putReserved("late");
          Interleavings.join(waiting, served.consumer);
          Interleavings.require(!late, "accepted after close()");
          served.requireTaken("late", false);
          served.requireTaken("waiting", accepted[0]);
          Interleavings.require(!accepted[0], "accepted without a place");
        });
  }
}
