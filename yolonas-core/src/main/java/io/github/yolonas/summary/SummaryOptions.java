package io.github.yolonas.summary;

import io.github.yolonas.preprocess.InputSize;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a summary describes and how its table looks. The defaults are torchinfo's. Immutable; made
 * by {@link #builder}.
 *
 * @param batchSize images in the batch, 1 to 65,536; default 1
 * @param channels of the images; empty for the network's own
 * @param imageSize of the network's input, up to 16,384 pixels a side; empty for the model's own,
 *     and 640 × 640 for a variant
 * @param columns of the table, in this order; default {@code OUTPUT_SIZE, NUM_PARAMS}
 * @param columnWidth characters of each column, 1 to 1,000; default 25. A longer text pushes the
 *     rest of its row to the right, as torchinfo has it.
 * @param rowSettings what stands beside a layer's type; default {@code DEPTH}
 * @param depth how deep a layer may lie to have a row, 1 or more; default 3
 * @param fused whether to describe what runs here in place of the original's modules; default
 *     false. A quantized network has no other form.
 */
public record SummaryOptions(
    int batchSize,
    OptionalInt channels,
    Optional<InputSize> imageSize,
    List<SummaryColumn> columns,
    int columnWidth,
    Set<RowSetting> rowSettings,
    int depth,
    boolean fused) {
  private static final int GREATEST_BATCH = 65_536;
  private static final int GREATEST_SIDE = 16_384;
  private static final int GREATEST_WIDTH = 1_000;

  /** Checks the ranges and copies the collections. */
  public SummaryOptions {
    inRange("inputSize: batch", batchSize, GREATEST_BATCH);
    channels.ifPresent(c -> inRange("inputSize: channels", c, Integer.MAX_VALUE));
    imageSize.ifPresent(
        size -> {
          inRange("inputSize: height", size.height(), GREATEST_SIDE);
          inRange("inputSize: width", size.width(), GREATEST_SIDE);
        });
    inRange("columnWidth", columnWidth, GREATEST_WIDTH);
    inRange("depth", depth, Integer.MAX_VALUE);
    columns = List.copyOf(columns);
    rowSettings = Set.copyOf(rowSettings);
  }

  private static void inRange(String what, int found, int greatest) {
    if (found < 1 || found > greatest) {
      throw new IllegalArgumentException(
          greatest == Integer.MAX_VALUE
              ? "%s: expected at least 1, found %d".formatted(what, found)
              : "%s: expected 1 to %d, found %d".formatted(what, greatest, found));
    }
  }

  /** Everything by default. */
  public static SummaryOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options; not for use by several threads at once. */
  public static final class Builder {
    private int batchSize = 1;
    private OptionalInt channels = OptionalInt.empty();
    private Optional<InputSize> imageSize = Optional.empty();
    private List<SummaryColumn> columns =
        List.of(SummaryColumn.OUTPUT_SIZE, SummaryColumn.NUM_PARAMS);
    private int columnWidth = 25;
    private Set<RowSetting> rowSettings = EnumSet.of(RowSetting.DEPTH);
    private int depth = 3;
    private boolean fused;

    private Builder() {}

    /** Images in the batch, 1 to 65,536; default 1. */
    public Builder batchSize(int value) {
      batchSize = value;
      return this;
    }

    /**
     * The input of the network, [N, C, H, W].
     *
     * @param batch images in the batch, 1 to 65,536
     * @param channels as many as the network reads
     * @param height a multiple of 32, up to 16,384
     * @param width a multiple of 32, up to 16,384
     * @throws IllegalArgumentException if height or width is no such multiple
     */
    public Builder inputSize(int batch, int channels, int height, int width) {
      if (height % InputSize.MULTIPLE != 0 || width % InputSize.MULTIPLE != 0) {
        throw new IllegalArgumentException(
            "inputSize: expected height and width as multiples of %d, found %d and %d"
                .formatted(InputSize.MULTIPLE, height, width));
      }
      inRange("inputSize: height", height, GREATEST_SIDE);
      inRange("inputSize: width", width, GREATEST_SIDE);
      batchSize = batch;
      this.channels = OptionalInt.of(channels);
      imageSize = Optional.of(new InputSize(height, width));
      return this;
    }

    /** The columns of the table, in this order; default output size and parameters. */
    public Builder columns(SummaryColumn... values) {
      return columns(Arrays.asList(values));
    }

    /** The columns of the table, in the list's order. */
    public Builder columns(List<SummaryColumn> values) {
      columns = List.copyOf(values);
      return this;
    }

    /** Characters of each column, 1 to 1,000; default 25. */
    public Builder columnWidth(int value) {
      columnWidth = value;
      return this;
    }

    /** What stands beside a layer's type, in place of the default {@code DEPTH}. */
    public Builder rowSettings(RowSetting... values) {
      return rowSettings(Set.copyOf(Arrays.asList(values)));
    }

    /** What stands beside a layer's type, in place of the default {@code DEPTH}. */
    public Builder rowSettings(Set<RowSetting> values) {
      rowSettings = Set.copyOf(values);
      return this;
    }

    /** How deep a layer may lie to have a row, 1 or more; default 3. */
    public Builder depth(int value) {
      depth = value;
      return this;
    }

    /** Whether to describe what runs here in place of the original's modules; default false. */
    public Builder fused(boolean value) {
      fused = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public SummaryOptions build() {
      return new SummaryOptions(
          batchSize, channels, imageSize, columns, columnWidth, rowSettings, depth, fused);
    }
  }
}
