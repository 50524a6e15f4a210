package io.github.yolonas.video;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.ProgressListener;
import io.github.yolonas.video.track.ByteTrackOptions;
import java.util.Objects;
import java.util.Optional;

/**
 * How a video is predicted. Immutable; made by {@link #builder}.
 *
 * @param every which frames are predicted: the first, and then each so many; 1 or more, default 1
 * @param carry whether the stream holds the frames between, too, each with its own pixels and the
 *     detections of the last that was predicted; default false. A video that is written from such a
 *     stream keeps its speed and smoothness
 * @param readAhead most decoded frames that wait for the network, 1 or more (each takes 3 bytes a
 *     pixel); default 8. A camera has one, the newest
 * @param predict what each prediction does differently from the model's settings. Its {@code
 *     batchSize} is that of passes, too; a camera has 1
 * @param tracking how detections are followed from frame to frame; empty, the default, for not
 * @param progress is told of each frame of the stream, in the thread that consumes it: how many
 *     frames of the video are done, those passed over included, and how many it says it has
 */
public record VideoOptions(
    int every,
    boolean carry,
    int readAhead,
    PredictOptions predict,
    Optional<ByteTrackOptions> tracking,
    ProgressListener progress) {

  /** Checks the ranges. */
  public VideoOptions {
    atLeastOne("every", every);
    atLeastOne("readAhead", readAhead);
    Objects.requireNonNull(predict, "predict");
    Objects.requireNonNull(tracking, "tracking");
    Objects.requireNonNull(progress, "progress");
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": expected at least 1, found " + value);
    }
  }

  /** Every frame, with the model's settings. */
  public static VideoOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options; not for use by several threads at once. */
  public static final class Builder {
    private int every = 1;
    private boolean carry;
    private int readAhead = 8;
    private PredictOptions predict = PredictOptions.defaults();
    private Optional<ByteTrackOptions> tracking = Optional.empty();
    private ProgressListener progress = ProgressListener.none();

    private Builder() {}

    /** Predicts each so many frames only; default 1. */
    public Builder every(int value) {
      every = value;
      return this;
    }

    /** Whether the stream holds the frames between, with the last detections; default false. */
    public Builder carry(boolean value) {
      carry = value;
      return this;
    }

    /** Most decoded frames that wait for the network; default 8. */
    public Builder readAhead(int value) {
      readAhead = value;
      return this;
    }

    /** What each prediction does differently from the model's settings. */
    public Builder predict(PredictOptions value) {
      predict = value;
      return this;
    }

    /** Follows detections from frame to frame. */
    public Builder tracking(ByteTrackOptions value) {
      tracking = Optional.of(value);
      return this;
    }

    /** Is told of every frame. */
    public Builder progress(ProgressListener value) {
      progress = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public VideoOptions build() {
      return new VideoOptions(every, carry, readAhead, predict, tracking, progress);
    }
  }
}
