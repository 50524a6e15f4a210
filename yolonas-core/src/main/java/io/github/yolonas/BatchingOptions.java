package io.github.yolonas;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a {@link BatchingPredictor} gathers requests. Immutable; made by {@link #builder}.
 *
 * @param maxBatchSize most images of one pass, 1 to 1,024; default 8. Larger inputs than 640×640 go
 *     in smaller passes, as with {@link PredictOptions#batchSize}.
 * @param maxDelay how long a request waits for others to fill its batch, 0 to 1 minute; default 5
 *     ms. With 0 a batch is what waits already. While a batch is computed, the next one forms.
 * @param queueCapacity most requests that wait or are being read, {@code maxBatchSize} or more;
 *     default 8 batches. Each holds its letterboxed image, 1.2 MB at 640×640.
 */
public record BatchingOptions(int maxBatchSize, Duration maxDelay, int queueCapacity) {
  private static final int MOST = 1_024;
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int DEFAULT_BATCHES_WAITING = 8;

  /** Checks the ranges. */
  public BatchingOptions {
    if (maxBatchSize < 1 || maxBatchSize > MOST) {
      throw new IllegalArgumentException(
          "maxBatchSize: expected 1 to " + MOST + ", found " + maxBatchSize);
    }
    if (maxDelay.isNegative() || maxDelay.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "maxDelay: expected PT0S to " + LONGEST + ", found " + maxDelay);
    }
    if (queueCapacity < maxBatchSize) {
      throw new IllegalArgumentException(
          "queueCapacity: expected at least maxBatchSize, %d, found %d"
              .formatted(maxBatchSize, queueCapacity));
    }
  }

  /** Everything by default. */
  public static BatchingOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options; not for use by several threads at once. */
  public static final class Builder {
    private int maxBatchSize = PredictOptions.DEFAULT_BATCH_SIZE;
    private Duration maxDelay = Duration.ofMillis(5);
    private OptionalInt queueCapacity = OptionalInt.empty();

    private Builder() {}

    /** Most images of one pass, 1 to 1,024; default 8. */
    public Builder maxBatchSize(int value) {
      maxBatchSize = value;
      return this;
    }

    /** How long a request waits for company, 0 to 1 minute; default 5 ms. */
    public Builder maxDelay(Duration value) {
      maxDelay = value;
      return this;
    }

    /** Most requests that wait, {@code maxBatchSize} or more; default 8 times that. */
    public Builder queueCapacity(int value) {
      queueCapacity = OptionalInt.of(value);
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public BatchingOptions build() {
      return new BatchingOptions(
          maxBatchSize, maxDelay, queueCapacity.orElse(DEFAULT_BATCHES_WAITING * maxBatchSize));
    }
  }
}
