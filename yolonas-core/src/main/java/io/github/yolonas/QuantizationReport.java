package io.github.yolonas;

import java.util.List;

/**
 * What quantization did to a network: by layer, and to what it detects.
 *
 * @param method how ranges were chosen
 * @param images how many images the network was calibrated on
 * @param skipped names of the images that could not be read
 * @param layers every convolution, in the order in which they run
 * @param detections what became of the fp32 network's detections
 */
public record QuantizationReport(
    CalibrationMethod method,
    int images,
    List<String> skipped,
    List<Layer> layers,
    DetectionChange detections) {

  /** Copies the lists. */
  public QuantizationReport {
    skipped = List.copyOf(skipped);
    layers = List.copyOf(layers);
  }

  /**
   * One convolution. A ratio of infinity means no difference at all.
   *
   * @param name its place in the checkpoint
   * @param quantized whether it computes in 8-bit integers, rather than in fp32
   * @param ownSnr signal-to-noise ratio in dB of its result on an exact input: what its own
   *     rounding costs
   * @param snr signal-to-noise ratio in dB of its result in the quantized network: what has
   *     gathered up to it
   */
  public record Layer(String name, boolean quantized, double ownSnr, double snr) {}

  /**
   * Detections of both networks, at the model's thresholds, on images of the calibration.
   *
   * @param images how many images were compared
   * @param before detections of the fp32 network
   * @param after detections of the quantized one
   * @param matched pairs of one class with an IoU of at least 0.5
   * @param meanIou of the matched pairs; 1 if there are none
   * @param meanScoreChange mean absolute difference of the matched pairs' scores
   */
  public record DetectionChange(
      int images, int before, int after, int matched, double meanIou, double meanScoreChange) {}

  /** How many of the layers compute in 8-bit integers. */
  public long quantizedLayers() {
    return layers.stream().filter(Layer::quantized).count();
  }

  /** A summary of a few lines. */
  @Override
  public String toString() {
    return ("%d of %d convolutions in int8, calibrated on %d images (%s)%n"
            + "%d detections on %d images before, %d after, %d the same;"
            + " mean IoU %.3f, mean change of score %.3f")
        .formatted(
            quantizedLayers(),
            layers.size(),
            images,
            method.name().toLowerCase(java.util.Locale.ROOT),
            detections.before(),
            detections.images(),
            detections.after(),
            detections.matched(),
            detections.meanIou(),
            detections.meanScoreChange());
  }
}
