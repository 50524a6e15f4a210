package io.github.yolonas.summary;

import java.util.List;
import java.util.Locale;

/**
 * The table, laid out as torchinfo 1.8.0 lays it out, character for character.
 *
 * <p>Its rules that are easily missed: the first column is as wide as the longest name of
 * <em>all</em> layers needs, hidden ones included; each column is followed by a space which the
 * rulers do not count; a layer of the greatest depth speaks for its hidden parts, any other only
 * for itself.
 */
final class SummaryTable {
  private static final int LEAST_NAME_WIDTH = 40;
  private static final int INDENT = 5;
  private static final String NOTHING = "--";

  private final ModelSummary summary;
  private final SummaryOptions options;
  private final boolean ascii;
  private final int nameWidth;
  private final StringBuilder text = new StringBuilder();

  private SummaryTable(ModelSummary summary) {
    this.summary = summary;
    options = summary.options();
    ascii = options.rowSettings().contains(RowSetting.ASCII_ONLY);
    nameWidth = nameWidth();
  }

  /** The table without a line break at its end. */
  static String of(ModelSummary summary) {
    return new SummaryTable(summary).write();
  }

  private String write() {
    String ruler = "=".repeat(nameWidth + options.columns().size() * options.columnWidth());
    line(ruler);
    row(header(), options.columns().stream().map(SummaryColumn::title).toList());
    line(ruler);
    summary.rows().forEach(this::row);
    line(ruler);
    writeCounts(summary.totals());
    line(ruler);
    writeSizes(summary.totals());
    return text.append(ruler).toString();
  }

  private void line(String content) {
    text.append(content).append('\n');
  }

  private String header() {
    return "Layer (type"
        + (options.rowSettings().contains(RowSetting.VAR_NAMES) ? " (var_name)" : "")
        + (options.rowSettings().contains(RowSetting.DEPTH) ? ":depth-idx" : "")
        + ")";
  }

  private void row(String name, List<String> cells) {
    StringBuilder row = new StringBuilder(padded(name, nameWidth)).append(' ');
    cells.forEach(cell -> row.append(padded(cell, options.columnWidth())).append(' '));
    line(row.toString().stripTrailing());
  }

  private static String padded(String content, int width) {
    return content + " ".repeat(Math.max(0, width - content.length()));
  }

  private void row(LayerSummary layer) {
    row(
        branch(layer.depth()) + title(layer),
        options.columns().stream().map(column -> cell(column, layer)).toList());
  }

  private int nameWidth() {
    int longest =
        summary.layers().stream()
            .mapToInt(layer -> title(layer).length() + layer.depth() * INDENT + 1)
            .max()
            .orElse(0);
    return longest < LEAST_NAME_WIDTH ? LEAST_NAME_WIDTH : (longest + INDENT - 1) / INDENT * INDENT;
  }

  private String branch(int depth) {
    String tip = ascii ? "+ " : depth == 1 ? "├─" : "└─";
    return depth == 0 ? "" : (ascii ? "|    " : "│    ").repeat(depth - 1) + tip;
  }

  private String title(LayerSummary layer) {
    String title = layer.type();
    if (options.rowSettings().contains(RowSetting.VAR_NAMES)) {
      title += " (" + layer.name() + ")";
    }
    if (options.rowSettings().contains(RowSetting.DEPTH) && layer.depth() > 0) {
      title += ": " + layer.depth() + "-" + layer.index();
    }
    return title;
  }

  private String cell(SummaryColumn column, LayerSummary layer) {
    return switch (column) {
      case KERNEL_SIZE -> kernel(layer.kernelSize());
      case INPUT_SIZE -> size(layer.inputSize());
      case OUTPUT_SIZE -> size(layer.outputSize());
      case NUM_PARAMS -> params(layer);
      case PARAMS_PERCENT -> percent(layer);
      case MULT_ADDS -> speaksForAll(layer) ? count(layer.multAdds()) : NOTHING;
      case TRAINABLE -> trainable(layer);
      case DTYPE -> layer.precision().map(p -> p.name().toLowerCase(Locale.ROOT)).orElse(NOTHING);
    };
  }

  private boolean speaksForAll(LayerSummary layer) {
    return layer.leaf() || layer.depth() == options.depth();
  }

  private static String kernel(List<Integer> sides) {
    return sides.size() == 1
        ? sides.get(0).toString()
        : sides.isEmpty() ? NOTHING : sides.toString();
  }

  private static String size(List<Long> sizes) {
    return sizes.isEmpty() ? NOTHING : sizes.toString();
  }

  private static String count(long number) {
    return number > 0 ? TableNumbers.grouped(number) : NOTHING;
  }

  private String params(LayerSummary layer) {
    if (!speaksForAll(layer)) {
      return count(layer.ownParams());
    }
    boolean frozen = layer.params() > 0 && layer.trainableParams() == 0;
    return frozen ? "(" + TableNumbers.grouped(layer.params()) + ")" : count(layer.params());
  }

  private String percent(LayerSummary layer) {
    long params = speaksForAll(layer) ? layer.params() : layer.ownParams();
    String share = params == 0 ? NOTHING : TableNumbers.percent(params, summary.totals().params());
    return " ".repeat(Math.max(0, 7 - share.length())) + share;
  }

  private static String trainable(LayerSummary layer) {
    if (layer.params() == 0) {
      return NOTHING;
    }
    if (layer.trainableParams() == 0) {
      return "False";
    }
    return layer.trainableParams() == layer.params() ? "True" : "Partial";
  }

  private void writeCounts(SummaryTotals totals) {
    if (summary.form() != NetworkForm.ORIGINAL) {
      line("Form: " + summary.form().label());
    }
    line("Total params: " + TableNumbers.grouped(totals.params()));
    line("Trainable params: " + TableNumbers.grouped(totals.trainableParams()));
    line("Non-trainable params: " + TableNumbers.grouped(totals.nonTrainableParams()));
    line("Total mult-adds" + TableNumbers.withUnit(totals.multAdds()));
  }

  private void writeSizes(SummaryTotals totals) {
    boolean trains = summary.form() == NetworkForm.ORIGINAL;
    line("Input size (MB): " + TableNumbers.megabytes(totals.inputBytes()));
    line(
        (trains ? "Forward/backward" : "Forward")
            + " pass size (MB): "
            + TableNumbers.megabytes(totals.outputBytes()));
    line("Params size (MB): " + TableNumbers.megabytes(totals.paramBytes()));
    line("Estimated Total Size (MB): " + TableNumbers.megabytes(totals.totalBytes()));
  }
}
