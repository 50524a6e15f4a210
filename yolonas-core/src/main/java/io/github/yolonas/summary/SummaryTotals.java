package io.github.yolonas.summary;

/**
 * Sums over a network. Bytes are those that one pass needs.
 *
 * @param params all parameters
 * @param trainableParams those that can be trained
 * @param multAdds multiplications with additions for the whole batch
 * @param inputBytes of the batch of images, fp32
 * @param outputBytes of what the layers with parameters make; for the original's form twice, for
 *     the gradients, as torchinfo counts
 * @param paramBytes of the parameters of layers without parts, as torchinfo counts: placeholders
 *     and the scales of shortcuts are not among them
 */
public record SummaryTotals(
    long params,
    long trainableParams,
    long multAdds,
    long inputBytes,
    long outputBytes,
    long paramBytes) {

  /** Parameters that cannot be trained. */
  public long nonTrainableParams() {
    return params - trainableParams;
  }

  /** Input, outputs and parameters together. */
  public long totalBytes() {
    return inputBytes + outputBytes + paramBytes;
  }
}
