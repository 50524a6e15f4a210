package io.github.yolonas.spark;

import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The models of a JVM: each is loaded once, by the first task that needs it, and shared by all
 * others. When no task uses it any more it stays for the next ones; of the idle models beyond a
 * number, the least recently used is closed.
 *
 * <p>Thread-safe. Whoever comes while a model loads waits for it, whichever model he wants: loading
 * takes about as long as a few passes, and happens once.
 */
final class ExecutorModels {
  /** One for each graphics card of a large machine. */
  private static final int MOST_IDLE = 8;

  private static final ExecutorModels SHARED = new ExecutorModels(MOST_IDLE);

  private final int mostIdle;
  private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long loads;

  ExecutorModels(int mostIdle) {
    this.mostIdle = mostIdle;
  }

  /** Those of this JVM. */
  static ExecutorModels shared() {
    return SHARED;
  }

  /**
   * A model for one task, which must close the lease. A checkpoint that changed is another model.
   *
   * @throws io.github.yolonas.checkpoint.CheckpointException if it cannot be loaded; the next task
   *     tries again
   */
  synchronized Lease lease(ModelSource source, YoloNasOptions options) {
    Key key = new Key(source.identity(), options);
    Entry entry = entries.get(key);
    if (entry == null) {
      entry = new Entry(key, source.load(options));
      entries.put(key, entry);
      loads++;
    }
    entry.users++;
    closeIdle(mostIdle);
    return new Lease(entry);
  }

  private synchronized void giveBack(Entry entry) {
    entry.users--;
    entries.get(entry.key); // it was in use until now: the map puts it last
    closeIdle(mostIdle);
  }

  /** Closes the idle models but for the most recently used {@code kept}. */
  synchronized void closeIdle(int kept) {
    long surplus = entries.values().stream().filter(Entry::isIdle).count() - kept;
    for (Iterator<Entry> oldest = entries.values().iterator(); surplus > 0 && oldest.hasNext(); ) {
      Entry entry = oldest.next();
      if (entry.isIdle()) {
        oldest.remove();
        entry.model.close();
        surplus--;
      }
    }
  }

  /** How many models are loaded now. */
  synchronized int size() {
    return entries.size();
  }

  /** How many times one was loaded since this JVM began. */
  synchronized long loads() {
    return loads;
  }

  private static final class Entry {
    private final Key key;
    private final YoloNas model;
    private int users;

    Entry(Key key, YoloNas model) {
      this.key = key;
      this.model = model;
    }

    boolean isIdle() {
      return users == 0;
    }
  }

  private record Key(Object identity, YoloNasOptions options) {}

  /** One task's use of a model. Closing it again does nothing. */
  final class Lease implements AutoCloseable {
    private final Entry entry;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Lease(Entry entry) {
      this.entry = entry;
    }

    YoloNas model() {
      return entry.model;
    }

    @Override
    public void close() {
      if (!closed.getAndSet(true)) {
        giveBack(entry);
      }
    }
  }
}
