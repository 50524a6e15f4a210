package io.github.yolonas.summary;

/** A column of the table, named as torchinfo names it. */
public enum SummaryColumn {
  /** Height and width of the layer's window. */
  KERNEL_SIZE("Kernel Shape"),
  /** Shape of the first feature map that the layer reads. */
  INPUT_SIZE("Input Shape"),
  /** Shape of the first feature map that the layer makes. */
  OUTPUT_SIZE("Output Shape"),
  /**
   * Parameters: of a layer whose parts are shown too, those that are in none of them; in
   * parentheses where none can be trained.
   */
  NUM_PARAMS("Param #"),
  /** The same in percent of all. */
  PARAMS_PERCENT("Param %"),
  /** Multiplications with additions, for the whole batch. */
  MULT_ADDS("Mult-Adds"),
  /** Whether its parameters can be trained; {@code --} if it has none. */
  TRAINABLE("Trainable"),
  /** What it computes in, such as {@code int8}. Not a column of torchinfo's. */
  DTYPE("Dtype");

  private final String title;

  SummaryColumn(String title) {
    this.title = title;
  }

  /** What stands above the column. */
  public String title() {
    return title;
  }
}
