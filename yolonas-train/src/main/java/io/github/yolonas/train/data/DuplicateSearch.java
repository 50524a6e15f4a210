package io.github.yolonas.train.data;

import io.github.yolonas.format.AnnotatedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds images that are there twice, or almost. Two hashes that differ in a few bits agree on all
 * bits of one part at least, if there is one part more than such bits: only those that share a part
 * are compared.
 */
final class DuplicateSearch {
  private final int mostBits;
  private final Map<String, ImageExamination.Facts> byPixels = new HashMap<>();
  private final List<Map<Long, List<ImageExamination.Facts>>> byPart = new ArrayList<>();

  DuplicateSearch(int mostBits) {
    this.mostBits = mostBits;
    for (int p = 0; p <= mostBits; p++) {
      byPart.add(new HashMap<>());
    }
  }

  /** Compares an image with all before it, and remembers it. */
  Optional<DatasetFinding> add(ImageExamination.Facts image) {
    ImageFingerprint fingerprint = image.fingerprint();
    if (fingerprint == null) {
      return Optional.empty();
    }
    ImageExamination.Facts same = byPixels.putIfAbsent(fingerprint.sha256(), image);
    if (same != null) {
      return Optional.of(exact(image, same));
    }
    Optional<DatasetFinding> near = near(fingerprint).map(other -> almost(image, other));
    for (int p = 0; p < byPart.size(); p++) {
      byPart
          .get(p)
          .computeIfAbsent(part(fingerprint.hash(), p), key -> new ArrayList<>())
          .add(image);
    }
    return near;
  }

  private Optional<ImageExamination.Facts> near(ImageFingerprint fingerprint) {
    for (int p = 0; p < byPart.size(); p++) {
      for (ImageExamination.Facts other :
          byPart.get(p).getOrDefault(part(fingerprint.hash(), p), List.of())) {
        ImageFingerprint known = other.fingerprint();
        if (known != null && fingerprint.isNear(known, mostBits)) {
          return Optional.of(other);
        }
      }
    }
    return Optional.empty();
  }

  /** One of {@code mostBits + 1} parts of 64 bits. */
  private long part(long hash, int p) {
    int parts = mostBits + 1;
    int from = Long.SIZE * p / parts;
    int to = Long.SIZE * (p + 1) / parts;
    return to - from == Long.SIZE ? hash : hash >>> from & ((1L << (to - from)) - 1);
  }

  private static DatasetFinding exact(ImageExamination.Facts image, ImageExamination.Facts same) {
    boolean inside = image.dataset().equals(same.dataset());
    String labels =
        agree(image.annotations(), same.annotations()) ? "" : ", but with other annotations";
    return image.finding(
        inside ? FindingKind.DUPLICATE_IMAGE : FindingKind.LEAK,
        "the same pixels as " + place(image, same) + labels);
  }

  private static boolean agree(@Nullable AnnotatedImage one, @Nullable AnnotatedImage other) {
    return one != null && other != null && one.annotations().equals(other.annotations());
  }

  private static DatasetFinding almost(ImageExamination.Facts image, ImageExamination.Facts other) {
    boolean inside = image.dataset().equals(other.dataset());
    return image.finding(
        inside ? FindingKind.NEAR_DUPLICATE : FindingKind.NEAR_LEAK,
        "looks almost like " + place(image, other));
  }

  private static String place(ImageExamination.Facts image, ImageExamination.Facts other) {
    return image.dataset().equals(other.dataset())
        ? other.name()
        : other.name() + " of " + other.dataset();
  }
}
