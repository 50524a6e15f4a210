package io.github.yolonas.train.loader;

import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.train.augment.AugmentationPipeline;
import java.util.Objects;
import java.util.Optional;

/**
 * How a {@link DataLoader} makes batches. Immutable; made by {@link #builder}.
 *
 * @param inputSize of every image of every batch
 * @param batchSize images in a batch, 1 to 4,096; default 16
 * @param shuffle whether each epoch has an order of its own; default false, the data set's order
 * @param dropLast whether the last batch is left out where images are missing to fill it; default
 *     false
 * @param seed from which all chance of shuffling and augmentation comes; default 0
 * @param workers threads that decode and augment, 1 to 256; default half the cores, at least 1
 * @param prefetch most batches that are being made or wait, 1 to 64; default 2. Each takes 3 bytes
 *     a pixel of the Java heap: 20 MB for 16 images of 640×640.
 * @param augmentation what is done to each image, ending at {@code inputSize}; default {@link
 *     AugmentationPipeline#validation}
 * @param badImages what to do with images that cannot be read; default {@link BadImagePolicy#STOP}
 * @param cacheBytes most bytes of decoded images that are kept on the Java heap, 0 or more; default
 *     0, none. The first images read are kept until the end: as every epoch reads every image once,
 *     that saves more than keeping those read last.
 * @param minBoxSide boxes whose width or height is not above this many pixels of the input are not
 *     taught, 0 or more; default 1, as the original's {@code DetectionTargetsFormatTransform}
 */
public record DataLoaderOptions(
    InputSize inputSize,
    int batchSize,
    boolean shuffle,
    boolean dropLast,
    long seed,
    int workers,
    int prefetch,
    AugmentationPipeline augmentation,
    BadImagePolicy badImages,
    long cacheBytes,
    double minBoxSide) {
  private static final int MOST_IMAGES = 4_096;
  private static final int MOST_WORKERS = 256;
  private static final int MOST_BATCHES = 64;

  /** Checks the ranges. */
  public DataLoaderOptions {
    Objects.requireNonNull(inputSize, "inputSize");
    Objects.requireNonNull(augmentation, "augmentation");
    Objects.requireNonNull(badImages, "badImages");
    within("batchSize", batchSize, MOST_IMAGES);
    within("workers", workers, MOST_WORKERS);
    within("prefetch", prefetch, MOST_BATCHES);
    long batchBytes = 3L * inputSize.height() * inputSize.width() * batchSize;
    if (batchBytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "batchSize: expected at most %d bytes of pixels in a batch, found %d for %d images of %s"
              .formatted(Integer.MAX_VALUE, batchBytes, batchSize, inputSize));
    }
    if (cacheBytes < 0) {
      throw new IllegalArgumentException("cacheBytes: expected 0 or more, found " + cacheBytes);
    }
    if (!(minBoxSide >= 0 && minBoxSide < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "minBoxSide: expected 0 or more pixels, found " + minBoxSide);
    }
  }

  private static void within(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s: expected 1 to %d, found %d".formatted(name, most, value));
    }
  }

  /** Bytes of one image in a batch. */
  int imageBytes() {
    return 3 * inputSize.height() * inputSize.width();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder(InputSize inputSize) {
    return new Builder(inputSize);
  }

  /** The same with another augmentation, such as one without mosaic for the last epochs. */
  public DataLoaderOptions withAugmentation(AugmentationPipeline other) {
    return new DataLoaderOptions(
        inputSize,
        batchSize,
        shuffle,
        dropLast,
        seed,
        workers,
        prefetch,
        other,
        badImages,
        cacheBytes,
        minBoxSide);
  }

  /** Collects options; not for use by several threads at once. */
  public static final class Builder {
    private final InputSize inputSize;
    private int batchSize = 16;
    private boolean shuffle;
    private boolean dropLast;
    private long seed;
    private int workers = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private int prefetch = 2;
    private Optional<AugmentationPipeline> augmentation = Optional.empty();
    private BadImagePolicy badImages = BadImagePolicy.STOP;
    private long cacheBytes;
    private double minBoxSide = 1;

    private Builder(InputSize inputSize) {
      this.inputSize = inputSize;
    }

    /** Images in a batch, 1 to 4,096; default 16. */
    public Builder batchSize(int value) {
      batchSize = value;
      return this;
    }

    /** Whether each epoch has an order of its own; default false. */
    public Builder shuffle(boolean value) {
      shuffle = value;
      return this;
    }

    /** Whether a last batch that is not full is left out; default false. */
    public Builder dropLast(boolean value) {
      dropLast = value;
      return this;
    }

    /** From which all chance comes; default 0. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** Threads that decode and augment, 1 to 256; default half the cores. */
    public Builder workers(int value) {
      workers = value;
      return this;
    }

    /** Most batches made ahead, 1 to 64; default 2. */
    public Builder prefetch(int value) {
      prefetch = value;
      return this;
    }

    /** What is done to each image; default {@link AugmentationPipeline#validation}. */
    public Builder augmentation(AugmentationPipeline value) {
      augmentation = Optional.of(value);
      return this;
    }

    /** What to do with images that cannot be read; default {@link BadImagePolicy#STOP}. */
    public Builder badImages(BadImagePolicy value) {
      badImages = value;
      return this;
    }

    /** Most bytes of decoded images that are kept, 0 or more; default 0, none. */
    public Builder cacheBytes(long value) {
      cacheBytes = value;
      return this;
    }

    /** The side in pixels above which boxes are taught, 0 or more; default 1. */
    public Builder minBoxSide(double value) {
      minBoxSide = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public DataLoaderOptions build() {
      return new DataLoaderOptions(
          inputSize,
          batchSize,
          shuffle,
          dropLast,
          seed,
          workers,
          prefetch,
          augmentation.orElseGet(() -> AugmentationPipeline.validation(inputSize)),
          badImages,
          cacheBytes,
          minBoxSide);
    }
  }
}
