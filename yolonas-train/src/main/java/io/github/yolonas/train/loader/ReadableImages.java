package io.github.yolonas.train.loader;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.data.LabelledImage;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data set of which, where the policy is to skip, every image can be read: another stands in for
 * those that cannot. Which one depends on the data set alone. Thread-safe.
 */
final class ReadableImages implements Dataset {
  private static final Logger LOG = LoggerFactory.getLogger(ReadableImages.class);

  /** An image, and which one it is. */
  record Indexed(int index, LabelledImage image) {}

  private final Dataset dataset;
  private final BadImagePolicy policy;
  private final DecodedImageCache cache;
  private final NavigableSet<Integer> bad = new ConcurrentSkipListSet<>();

  ReadableImages(Dataset dataset, BadImagePolicy policy, long cacheBytes) {
    this.dataset = dataset;
    this.policy = policy;
    cache = new DecodedImageCache(cacheBytes);
  }

  @Override
  public List<String> classNames() {
    return dataset.classNames();
  }

  @Override
  public int size() {
    return dataset.size();
  }

  @Override
  public AnnotatedImage annotations(int index) {
    return dataset.annotations(index);
  }

  @Override
  public LabelledImage read(int index) {
    return readFrom(index).image();
  }

  /**
   * The image, or the next one that can be read.
   *
   * @throws ImageReadException if the policy is to stop, or no image at all can be read
   */
  Indexed readFrom(int index) {
    int candidate = index;
    while (true) {
      try {
        return new Indexed(candidate, cache.get(candidate, dataset::read));
      } catch (ImageReadException e) {
        refuseIfStopped(e);
        int next = (candidate + 1) % size();
        if (policy == BadImagePolicy.STOP || next == index) {
          throw e;
        }
        report(candidate, e);
        candidate = next;
      }
    }
  }

  /** A worker that is told to stop breaks off reading: that says nothing about the image. */
  private static void refuseIfStopped(ImageReadException e) {
    if (Thread.currentThread().isInterrupted()) {
      CancellationException stopped = new CancellationException("stopped while reading an image");
      stopped.initCause(e);
      throw stopped;
    }
  }

  private void report(int index, ImageReadException e) {
    if (bad.add(index)) {
      LOG.warn("Image {} is skipped, the next one takes its place: {}", index, e.getMessage());
    }
  }

  /** Those that could not be read and were skipped. */
  SortedSet<Integer> bad() {
    return new TreeSet<>(bad);
  }
}
