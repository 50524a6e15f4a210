package io.github.yolonas.quantize;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.QuantizationReport;
import io.github.yolonas.model.Architecture;
import io.github.yolonas.model.HeadOutputs;
import io.github.yolonas.model.YoloNasNetwork;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.CandidateSelector;
import io.github.yolonas.postprocess.Candidates;
import io.github.yolonas.postprocess.DecodedBoxes;
import io.github.yolonas.postprocess.DetectionPostprocessor;
import io.github.yolonas.postprocess.DflDecoder;
import io.github.yolonas.postprocess.PostprocessOptions;
import io.github.yolonas.runtime.ModelSettings;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/** Counts which detections of one network another one makes too, greedily, best score first. */
final class DetectionComparison implements AutoCloseable {
  private static final double SAME = 0.5;

  private final DflDecoder decoder = new DflDecoder(Architecture.STRIDES);
  private final PostprocessOptions thresholds;
  private final YoloNasNetwork exact;
  private final YoloNasNetwork quantized;
  private int images;
  private int before;
  private int after;
  private int matched;
  private double iou;
  private double scoreChange;

  DetectionComparison(ModelSettings settings, YoloNasNetwork exact, YoloNasNetwork quantized) {
    thresholds = settings.postprocess(PredictOptions.defaults());
    this.exact = exact;
    this.quantized = quantized;
  }

  /**
   * Compares on one image.
   *
   * @param pixels the networks' input; boxes are compared in its pixels
   */
  void add(Tensor pixels) {
    match(detect(exact, pixels), detect(quantized, pixels));
    images++;
  }

  private Candidates detect(YoloNasNetwork network, Tensor pixels) {
    HeadOutputs<Tensor> heads = network.forward(pixels);
    DecodedBoxes decoded = decoder.decode(heads.clsLogits(), heads.regDistri());
    return DetectionPostprocessor.process(
        CandidateSelector.select(decoded, thresholds).get(0), thresholds);
  }

  private void match(Candidates first, Candidates second) {
    before += first.size();
    after += second.size();
    List<BoundingBox> firstBoxes = boxes(first);
    List<BoundingBox> secondBoxes = boxes(second);
    int[] firstLabels = first.labels();
    int[] secondLabels = second.labels();
    float[] firstScores = first.scores();
    float[] secondScores = second.scores();
    boolean[] taken = new boolean[second.size()];
    for (int i = 0; i < first.size(); i++) {
      int best = -1;
      double bestIou = SAME;
      for (int j = 0; j < taken.length; j++) {
        double overlap = firstBoxes.get(i).iou(secondBoxes.get(j));
        if (!taken[j] && firstLabels[i] == secondLabels[j] && overlap >= bestIou) {
          best = j;
          bestIou = overlap;
        }
      }
      if (best >= 0) {
        taken[best] = true;
        matched++;
        iou += bestIou;
        scoreChange += Math.abs(firstScores[i] - secondScores[best]);
      }
    }
  }

  private static List<BoundingBox> boxes(Candidates c) {
    float[] xyxy = c.boxesXyxy();
    return IntStream.range(0, c.size())
        .mapToObj(i -> 4 * i)
        .map(i -> new BoundingBox(xyxy[i], xyxy[i + 1], xyxy[i + 2], xyxy[i + 3]))
        .toList();
  }

  QuantizationReport.DetectionChange change() {
    return new QuantizationReport.DetectionChange(
        images,
        before,
        after,
        matched,
        matched == 0 ? 1 : iou / matched,
        matched == 0 ? 0 : scoreChange / matched);
  }

  /** Frees the anchor points; the networks stay the caller's. */
  @Override
  public void close() {
    decoder.close();
  }
}
