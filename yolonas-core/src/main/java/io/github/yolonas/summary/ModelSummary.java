package io.github.yolonas.summary;

import io.github.yolonas.Variant;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.summary.internal.Summarizer;
import java.nio.file.Path;
import java.util.List;

/**
 * What a network is made of. Its text is the table that torchinfo 1.8.0 prints for the original's
 * network; its records are the same as data.
 *
 * <pre>{@code
 * System.out.println(ModelSummary.of(Variant.S, 80, SummaryOptions.defaults()));
 * }</pre>
 *
 * <p>It is computed from shapes, in milliseconds whatever the size of the batch: nothing runs, no
 * weights are read, no native library is loaded. Immutable.
 *
 * @param form which of the network's forms it describes
 * @param layers every layer, however deep, in the order of a pass; the network itself first
 * @param totals sums over the network
 * @param options what was asked for
 */
public record ModelSummary(
    NetworkForm form, List<LayerSummary> layers, SummaryTotals totals, SummaryOptions options) {

  /** Copies the list. */
  public ModelSummary {
    layers = List.copyOf(layers);
  }

  /**
   * Describes a published network, with no weights at hand.
   *
   * @param numClasses how many classes it tells apart, 1 or more; 80 as published
   * @throws IllegalArgumentException if {@code numClasses} is less than 1, or the options ask for
   *     other than 3 channels
   */
  public static ModelSummary of(Variant variant, int numClasses, SummaryOptions options) {
    return Summarizer.of(variant, numClasses, options);
  }

  /**
   * Describes a checkpoint's network, of which only the names and shapes are read.
   *
   * @throws io.github.yolonas.checkpoint.CheckpointException if the file cannot be read, is no
   *     YOLO-NAS, or is a TorchScript file, which does not tell its layers
   * @throws IllegalArgumentException if the options ask for other channels than the network's
   */
  public static ModelSummary of(Path checkpoint, SummaryOptions options) {
    try (Checkpoint open = Checkpoint.open(checkpoint)) {
      return of(open, options);
    }
  }

  /**
   * Describes an open checkpoint's network; it stays the caller's to close.
   *
   * @throws io.github.yolonas.checkpoint.CheckpointException as {@link #of(Path, SummaryOptions)}
   * @throws IllegalArgumentException as {@link #of(Path, SummaryOptions)}
   */
  public static ModelSummary of(Checkpoint checkpoint, SummaryOptions options) {
    return Summarizer.of(checkpoint, options);
  }

  /** The layers that have a row in the table: those no deeper than the options say. */
  public List<LayerSummary> rows() {
    return layers.stream().filter(layer -> layer.depth() <= options.depth()).toList();
  }

  /**
   * One JSON object: {@code form}, {@code layers} as {@link #rows} has them and {@code totals},
   * with the records' own names. Precisions and forms are in lower case.
   */
  public String toJson() {
    return SummaryJson.of(this);
  }

  /** The table, without a line break at its end. */
  @Override
  public String toString() {
    return SummaryTable.of(this);
  }
}
