package io.github.yolonas.train.loader;

import io.github.yolonas.train.augment.AugmentationPipeline;
import io.github.yolonas.train.data.Dataset;
import java.util.List;
import java.util.SortedSet;

/**
 * Makes batches of a data set, epoch by epoch. Immutable but for its cache; thread-safe.
 *
 * <pre>{@code
 * DataLoader loader =
 *     new DataLoader(
 *         dataset,
 *         DataLoaderOptions.builder(size)
 *             .batchSize(16)
 *             .shuffle(true)
 *             .dropLast(true)
 *             .augmentation(AugmentationPipeline.training(size))
 *             .build());
 * try (Epoch epoch = loader.epoch(0)) {
 *   while (epoch.hasNext()) {
 *     TrainingBatch batch = epoch.next();
 *     …
 *   }
 * }
 * }</pre>
 *
 * <p>An image's pixels depend on the data, the seed, the epoch and the image's index alone. So any
 * number of workers gives the same batches, and {@link #epoch(int, int)} goes on exactly where a
 * broken run was.
 *
 * <p>While an epoch is open, OpenCV uses one thread for each call in the whole process: the workers
 * are enough to keep the cores busy.
 */
public final class DataLoader {
  private final DataLoaderOptions options;
  private final ReadableImages images;

  /**
   * A loader. Nothing is read yet.
   *
   * @param dataset what to load; must be safe to read from several threads
   * @param options how
   * @throws IllegalArgumentException if the data set has no image, or not enough for one batch
   *     where incomplete ones are left out
   */
  public DataLoader(Dataset dataset, DataLoaderOptions options) {
    this(options, new ReadableImages(dataset, options.badImages(), options.cacheBytes()));
    int least = options.dropLast() ? options.batchSize() : 1;
    if (dataset.size() < least) {
      throw new IllegalArgumentException(
          "dataset: expected at least %d images%s, found %d"
              .formatted(least, least > 1 ? " to fill a batch (dropLast)" : "", dataset.size()));
    }
  }

  private DataLoader(DataLoaderOptions options, ReadableImages images) {
    this.options = options;
    this.images = images;
  }

  /** The options. */
  public DataLoaderOptions options() {
    return options;
  }

  /** The same data, cache and count of bad images with other augmentations, for other epochs. */
  public DataLoader withAugmentation(AugmentationPipeline other) {
    return new DataLoader(options.withAugmentation(other), images);
  }

  /** The same data without mosaic and mixup; see {@link AugmentationPipeline#withoutMosaic}. */
  public DataLoader withoutMosaic() {
    return withAugmentation(options.augmentation().withoutMosaic());
  }

  /** The classes of the data set, in the order of labels. */
  public List<String> classNames() {
    return images.classNames();
  }

  /** How many batches an epoch has. */
  public int batchesPerEpoch() {
    int size = images.size();
    return options.dropLast()
        ? size / options.batchSize()
        : (int) ((size + (long) options.batchSize() - 1) / options.batchSize());
  }

  /**
   * All batches of an epoch. Its workers start at once.
   *
   * @param number which epoch it is, from 0
   */
  public Epoch epoch(int number) {
    return epoch(number, 0);
  }

  /**
   * The rest of an epoch: batch for batch what {@link #epoch(int)} gives from there on.
   *
   * @param number which epoch it is, from 0
   * @param fromBatch the first batch, from 0 to {@link #batchesPerEpoch}, at which nothing is left
   * @throws IllegalArgumentException if one is out of range
   */
  public Epoch epoch(int number, int fromBatch) {
    if (number < 0) {
      throw new IllegalArgumentException("epoch: expected 0 or more, found " + number);
    }
    if (fromBatch < 0 || fromBatch > batchesPerEpoch()) {
      throw new IllegalArgumentException(
          "fromBatch: expected 0 to %d, found %d".formatted(batchesPerEpoch(), fromBatch));
    }
    return new Epoch(new Sampler(images, options, number), fromBatch, batchesPerEpoch());
  }

  /**
   * Which images could not be read and were skipped so far, by their indices; see {@link
   * BadImagePolicy#SKIP}.
   *
   * @return a copy
   */
  public SortedSet<Integer> badImages() {
    return images.bad();
  }
}
