package io.github.yolonas.train.loader;

import io.github.yolonas.train.data.LabelledImage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * Keeps the first decoded images, as many as the bytes suffice for, and never gives one up: an
 * epoch reads every image once, and whoever drops the least recent then drops each just before it
 * is needed again.
 */
final class DecodedImageCache {
  private final long capacity;
  private final AtomicLong used = new AtomicLong();
  private final ConcurrentMap<Integer, LabelledImage> images = new ConcurrentHashMap<>();

  DecodedImageCache(long capacity) {
    this.capacity = capacity;
  }

  /** The kept image, or a new one, which is kept if there is room. */
  LabelledImage get(int index, IntFunction<LabelledImage> reader) {
    LabelledImage kept = images.get(index);
    if (kept != null) {
      return kept;
    }
    LabelledImage read = reader.apply(index);
    long bytes = 3L * read.image().width() * read.image().height();
    if (used.addAndGet(bytes) > capacity || images.putIfAbsent(index, read) != null) {
      used.addAndGet(-bytes); // no room, or another thread was here first
    }
    return read;
  }

  /** Bytes of pixels that are kept. */
  long usedBytes() {
    return used.get();
  }
}
