package io.github.yolonas.summary;

/** Which of a network's forms a summary describes. */
public enum NetworkForm {
  /** The original's modules, as it trains them: branches, batch norms, placeholders. */
  ORIGINAL("original"),
  /** What runs here in floating point: every block is one convolution with bias and ReLU. */
  FUSED("fused"),
  /** What runs here of a quantized checkpoint: fused, and most layers in 8-bit integers. */
  QUANTIZED("fused, quantized");

  private final String label;

  NetworkForm(String label) {
    this.label = label;
  }

  /** Such as {@code fused}. */
  public String label() {
    return label;
  }
}
