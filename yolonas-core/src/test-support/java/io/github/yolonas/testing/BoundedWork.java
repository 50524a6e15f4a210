package io.github.yolonas.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What reading foreign bytes may take: Java memory in proportion to how many there are, whatever
 * numbers stand in them, and little time.
 */
public final class BoundedWork {
  /** Of the calling thread, so that what others do does not count. */
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final long BYTES = 32L << 20;
  private static final long BYTES_EACH = 2_000;
  private static final long NANOSECONDS = 10_000_000_000L;

  private BoundedWork() {}

  /**
   * Reads, and fails if it took more than {@code length} bytes are worth. What took too much is
   * read again before it is blamed, for the first time classes are loaded too.
   */
  public static void read(int length, Runnable reading) {
    long most = BYTES + BYTES_EACH * length;
    Cost cost = Cost.of(reading);
    if (cost.exceeds(most)) {
      cost = Cost.of(reading);
    }
    if (cost.exceeds(most)) {
      throw new AssertionError(
          "%d bytes: expected at most %d bytes of memory and %d ms to read them, found %d and %d"
              .formatted(
                  length, most, NANOSECONDS / 1_000_000, cost.bytes, cost.nanoseconds / 1_000_000));
    }
  }

  private record Cost(long bytes, long nanoseconds) {
    static Cost of(Runnable reading) {
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long time = THREADS.getCurrentThreadCpuTime();
      reading.run();
      return new Cost(
          THREADS.getCurrentThreadAllocatedBytes() - bytes,
          THREADS.getCurrentThreadCpuTime() - time);
    }

    boolean exceeds(long most) {
      return bytes > most || nanoseconds > NANOSECONDS;
    }
  }
}
