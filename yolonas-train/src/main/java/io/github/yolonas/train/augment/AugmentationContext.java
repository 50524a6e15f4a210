package io.github.yolonas.train.augment;

import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.data.LabelledImage;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What an augmentation may draw from: random numbers, and other images of the data set. Belongs to
 * one image of one epoch, and to one thread at a time.
 */
public final class AugmentationContext {
  /** Draws before a search: enough unless fewer than one image in ten has objects. */
  private static final int DRAWS = 32;

  private final Dataset dataset;
  private final SplittableRandom random;

  private AugmentationContext(Dataset dataset, SplittableRandom random) {
    this.dataset = Objects.requireNonNull(dataset, "dataset");
    this.random = random;
  }

  /**
   * The context of one image in one epoch: from equal arguments equal random numbers.
   *
   * @param dataset where other images come from
   * @param seed the training's
   * @param epoch which one it is, from 0
   * @param index of the image
   */
  public static AugmentationContext of(Dataset dataset, long seed, long epoch, long index) {
    return new AugmentationContext(
        dataset, new SplittableRandom(SeedMixer.mix(seed, epoch, index)));
  }

  /**
   * A context with random numbers of its own, for one step: however many it draws, others' stay.
   */
  AugmentationContext split() {
    return new AugmentationContext(dataset, random.split());
  }

  /** Random numbers. */
  public RandomGenerator random() {
    return random;
  }

  /**
   * A uniform random number.
   *
   * @param from the least
   * @param to the bound; if equal to {@code from}, that is the number
   */
  public double uniform(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /** Whether something of this probability, 0 to 1, happens. */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /**
   * Any image of the data set, the same one too.
   *
   * @throws io.github.yolonas.preprocess.ImageReadException if it cannot be read
   */
  public LabelledImage another() {
    return dataset.read(random.nextInt(dataset.size()));
  }

  /**
   * Any image that has objects.
   *
   * @return empty if the data set has none
   * @throws io.github.yolonas.preprocess.ImageReadException if it cannot be read
   */
  public Optional<LabelledImage> anotherWithObjects() {
    int size = dataset.size();
    int index = random.nextInt(size);
    for (int draw = 1; draw < DRAWS && !hasObjects(index); draw++) {
      index = random.nextInt(size);
    }
    for (int step = 0; step < size; step++) {
      int candidate = (int) ((index + (long) step) % size);
      if (hasObjects(candidate)) {
        return Optional.of(dataset.read(candidate));
      }
    }
    return Optional.empty();
  }

  private boolean hasObjects(int index) {
    return !dataset.annotations(index).annotations().isEmpty();
  }
}
