package io.github.yolonas.train.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What went wrong where, with the detections a user would see: those of some least score. Which
 * classes were confused, how each image and each size went. Immutable.
 *
 * <p>Detections choose, the best first, each the free object that it overlaps most: first those of
 * their own class, then, if they find none, any. So what lies off the diagonal of the confusion
 * matrix is an object that was not found as what it is. Crowds are no objects; detections in one of
 * their class, which find no object, are left out.
 */
public final class ErrorAnalysis {
  private final double iouThreshold;
  private final double scoreThreshold;
  private final ConfusionMatrix confusion;
  private final List<ImageErrors> images;
  private final Map<AreaRange, SizeCount> sizes;

  private ErrorAnalysis(Tally tally, double iouThreshold, double scoreThreshold) {
    this.iouThreshold = iouThreshold;
    this.scoreThreshold = scoreThreshold;
    confusion = new ConfusionMatrix(tally.truth.categoryNames(), tally.counts);
    images =
        tally.images.stream()
            .sorted(Comparator.comparingInt(ImageErrors::errors).reversed())
            .toList();
    sizes = Map.copyOf(tally.sizes);
  }

  /**
   * Compares detections with the truth.
   *
   * @param results detections of categories and images that are not in {@code truth} are left out
   * @param iouThreshold least overlap of a detection and the object that it finds, above 0 to 1
   * @param scoreThreshold least score of a detection that counts
   * @throws IllegalArgumentException if a threshold is out of range
   */
  public static ErrorAnalysis of(
      CocoGroundTruth truth, CocoResults results, double iouThreshold, double scoreThreshold) {
    if (!(iouThreshold > 0 && iouThreshold <= 1)) {
      throw new IllegalArgumentException(
          "iouThreshold: expected above 0 to 1, found " + iouThreshold);
    }
    if (Double.isNaN(scoreThreshold)) {
      throw new IllegalArgumentException("scoreThreshold: expected a number, found NaN");
    }
    Tally tally = new Tally(truth);
    Map<Long, List<CocoAnnotation>> objects = new HashMap<>();
    truth.annotations().stream()
        .filter(object -> tally.labels.containsKey(object.categoryId()))
        .forEach(o -> objects.computeIfAbsent(o.imageId(), id -> new ArrayList<>()).add(o));
    Map<Long, List<CocoDetection>> found = new HashMap<>();
    results.detections().stream()
        .filter(d -> d.score() >= scoreThreshold && tally.labels.containsKey(d.categoryId()))
        .sorted(CocoDetection.BEST_FIRST)
        .forEach(d -> found.computeIfAbsent(d.imageId(), id -> new ArrayList<>()).add(d));
    for (CocoImage image : truth.images()) {
      tally.add(
          image,
          new ImageMatching(
              objects.getOrDefault(image.id(), List.of()),
              found.getOrDefault(image.id(), List.of()),
              iouThreshold));
    }
    return new ErrorAnalysis(tally, iouThreshold, scoreThreshold);
  }

  /** The least overlap of a detection and the object that it finds. */
  public double iouThreshold() {
    return iouThreshold;
  }

  /** The least score of the detections. */
  public double scoreThreshold() {
    return scoreThreshold;
  }

  /** Which classes were taken for which; labels are positions among the ascending category ids. */
  public ConfusionMatrix confusion() {
    return confusion;
  }

  /** All images, those with the most errors first. */
  public List<ImageErrors> worstImages() {
    return images;
  }

  /** How each range of sizes went: all, small, medium, large. */
  public List<SizeBreakdown> sizes(CocoStats stats) {
    return List.of(
        size(AreaRange.ALL, stats.ap(), stats.ar100()),
        size(AreaRange.SMALL, stats.apSmall(), stats.arSmall()),
        size(AreaRange.MEDIUM, stats.apMedium(), stats.arMedium()),
        size(AreaRange.LARGE, stats.apLarge(), stats.arLarge()));
  }

  private SizeBreakdown size(AreaRange range, double precision, double recall) {
    SizeCount count = sizes.getOrDefault(range, new SizeCount(0, 0));
    return new SizeBreakdown(range, count.objects, count.found, precision, recall);
  }

  private record SizeCount(int objects, int found) {
    SizeCount plus(boolean isFound) {
      return new SizeCount(objects + 1, found + (isFound ? 1 : 0));
    }
  }

  /** The sums over images while they are made. */
  private static final class Tally {
    private final CocoGroundTruth truth;
    private final Map<Long, Integer> labels = new HashMap<>();
    private final int[][] counts;
    private final List<ImageErrors> images = new ArrayList<>();
    private final Map<AreaRange, SizeCount> sizes = new HashMap<>();

    Tally(CocoGroundTruth truth) {
      this.truth = truth;
      truth.categories().forEach(category -> labels.put(category.id(), labels.size()));
      counts = new int[labels.size() + 1][labels.size() + 1];
    }

    void add(CocoImage image, ImageMatching matching) {
      int missed = 0;
      int wrong = 0;
      for (ImageMatching.Pair pair : matching.pairs()) {
        int is = pair.object().map(o -> label(o.categoryId())).orElse(labels.size());
        int taken = pair.detection().map(d -> label(d.categoryId())).orElse(labels.size());
        counts[is][taken]++;
        missed += pair.object().isPresent() && is != taken ? 1 : 0;
        wrong += pair.detection().isPresent() && is != taken ? 1 : 0;
        pair.object().ifPresent(object -> addSize(object, is == taken));
      }
      images.add(new ImageErrors(image, matching.objectCount(), missed, wrong));
    }

    private int label(long categoryId) {
      return labels.getOrDefault(categoryId, labels.size());
    }

    private void addSize(CocoAnnotation object, boolean isFound) {
      for (AreaRange range : AreaRange.values()) {
        if (range.contains(object.area())) {
          sizes.merge(range, new SizeCount(0, 0).plus(isFound), (sum, one) -> sum.plus(isFound));
        }
      }
    }
  }
}
