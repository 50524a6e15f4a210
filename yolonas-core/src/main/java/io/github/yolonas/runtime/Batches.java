package io.github.yolonas.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts prepared images into batches: of one size each, in order, bounded in memory. */
final class Batches {
  /** The input size that the batch size speaks of. */
  private static final long REFERENCE_PIXELS = 640L * 640;

  private Batches() {}

  static List<List<PreparedImage>> of(Collection<PreparedImage> images, int batchSize) {
    List<List<PreparedImage>> batches = new ArrayList<>();
    List<PreparedImage> current = new ArrayList<>();
    for (PreparedImage image : images) {
      if (!current.isEmpty()
          && (!sameSize(current.get(0), image) || current.size() >= capacity(image, batchSize))) {
        batches.add(current);
        current = new ArrayList<>();
      }
      current.add(image);
    }
    if (!current.isEmpty()) {
      batches.add(current);
    }
    return batches;
  }

  /** How many images of this size take no more memory than {@code batchSize} of 640×640. */
  private static long capacity(PreparedImage image, int batchSize) {
    long pixels = (long) image.networkHeight() * image.networkWidth();
    return Math.min(batchSize, Math.max(1, batchSize * REFERENCE_PIXELS / pixels));
  }

  private static boolean sameSize(PreparedImage a, PreparedImage b) {
    return a.networkHeight() == b.networkHeight() && a.networkWidth() == b.networkWidth();
  }
}
