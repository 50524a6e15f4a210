package io.github.yolonas.train.network;

import io.github.yolonas.Device;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How a network is made ready to learn. Immutable; made by {@link #builder}.
 *
 * @param device where it learns; default the CPU
 * @param parameterType in which number format; default fp32
 * @param memoryLayout how feature maps lie in memory; default channels last
 * @param numClasses classes to learn where they are others than the checkpoint's, whose class
 *     prediction is then replaced (see {@link HeadReplacement}); default the checkpoint's
 * @param seed of what is drawn at random; default 0
 */
public record NetworkOptions(
    Device device,
    ParameterType parameterType,
    MemoryLayout memoryLayout,
    OptionalInt numClasses,
    long seed) {

  /** Checks that there is at least one class. */
  public NetworkOptions {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(parameterType, "parameterType");
    Objects.requireNonNull(memoryLayout, "memoryLayout");
    if (numClasses.isPresent() && numClasses.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "numClasses: expected 1 or more, found " + numClasses.getAsInt());
    }
  }

  /** Everything by default. */
  public static NetworkOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options; not for use by several threads at once. */
  public static final class Builder {
    private Device device = Device.cpu();
    private ParameterType parameterType = ParameterType.FP32;
    private MemoryLayout memoryLayout = MemoryLayout.CHANNELS_LAST;
    private OptionalInt numClasses = OptionalInt.empty();
    private long seed;

    private Builder() {}

    /** Where it learns; default the CPU. */
    public Builder device(Device value) {
      device = value;
      return this;
    }

    /** In which number format; default fp32. */
    public Builder parameterType(ParameterType value) {
      parameterType = value;
      return this;
    }

    /** How feature maps lie in memory; default channels last. */
    public Builder memoryLayout(MemoryLayout value) {
      memoryLayout = value;
      return this;
    }

    /** How many classes to learn; default as many as the checkpoint knows. */
    public Builder numClasses(int value) {
      numClasses = OptionalInt.of(value);
      return this;
    }

    /** Seed of what is drawn at random; default 0. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public NetworkOptions build() {
      return new NetworkOptions(device, parameterType, memoryLayout, numClasses, seed);
    }
  }
}
