package io.github.yolonas.train.data;

import io.github.yolonas.format.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A data set parted for training, validation and test. Every image is in just one part; the parts
 * are views, nothing is copied. Immutable.
 *
 * <p>Each part has its share of the images exactly, up to rounding, and of every class as nearly as
 * whole images allow: images are given away class by class, the rarest class first, each to the
 * part that lacks most of that class. This is iterative stratification (Sechidis, Tsoumakas and
 * Vlahavas, "On the Stratification of Multi-Label Data", 2011). The same data set, fractions and
 * seed give the same parts, on any machine.
 *
 * @param parts in the order of the fractions, their images in the order of the data set
 */
public record DatasetSplit(List<DatasetView> parts) {
  private static final double TOLERANCE = 1e-6;

  /** Copies the list. */
  public DatasetSplit {
    parts = List.copyOf(parts);
  }

  /**
   * Parts a data set. Reads the annotations of all images, but no pixels.
   *
   * @param dataset with at least one image for each part
   * @param seed of what chance decides
   * @param fractions of the images for each part, above 0, together 1: {@code 0.8, 0.1, 0.1}
   * @throws IllegalArgumentException if the fractions are not so, or the images too few
   */
  public static DatasetSplit of(Dataset dataset, long seed, double... fractions) {
    check(fractions);
    int[] sizes = sizes(dataset, fractions);
    List<int[]> classes = new ArrayList<>();
    for (int i = 0; i < dataset.size(); i++) {
      classes.add(labels(dataset, i));
    }
    int[] part =
        new Stratification(classes, dataset.classNames().size(), sizes, new Random(seed)).run();
    return new DatasetSplit(
        IntStream.range(0, sizes.length)
            .mapToObj(
                p ->
                    DatasetView.of(
                        dataset,
                        IntStream.range(0, part.length).filter(i -> part[i] == p).boxed().toList()))
            .toList());
  }

  private static void check(double... fractions) {
    boolean positive = Arrays.stream(fractions).allMatch(f -> f > 0);
    double sum = Arrays.stream(fractions).sum();
    if (fractions.length == 0 || !positive || !(Math.abs(sum - 1) <= TOLERANCE)) {
      throw new IllegalArgumentException(
          "fractions: expected numbers above 0 whose sum is 1, found "
              + Arrays.toString(fractions));
    }
  }

  /** Largest remainders first, so that the sum is right; but nobody goes empty. */
  private static int[] sizes(Dataset dataset, double... fractions) {
    int total = dataset.size();
    if (total < fractions.length) {
      throw new IllegalArgumentException(
          "images: expected %d or more, one for each part, found %d"
              .formatted(fractions.length, total));
    }
    int[] sizes = new int[fractions.length];
    List<Integer> byRemainder = new ArrayList<>();
    for (int p = 0; p < sizes.length; p++) {
      sizes[p] = Math.max(1, (int) Math.floor(fractions[p] * total + TOLERANCE));
      byRemainder.add(p);
    }
    byRemainder.sort(
        (a, b) -> Double.compare(fractions[b] * total - sizes[b], fractions[a] * total - sizes[a]));
    int missing = total - Arrays.stream(sizes).sum();
    for (int k = 0; missing > 0; k++, missing--) {
      sizes[byRemainder.get(k % sizes.length)]++;
    }
    for (; missing < 0; missing++) {
      int largest = Collections.max(byRemainder, (a, b) -> Integer.compare(sizes[a], sizes[b]));
      sizes[largest]--;
    }
    return sizes;
  }

  private static int[] labels(Dataset dataset, int index) {
    return dataset.annotations(index).annotations().stream()
        .filter(a -> !a.crowd())
        .map(Annotation::object)
        .mapToInt(object -> object.label())
        .toArray();
  }
}
