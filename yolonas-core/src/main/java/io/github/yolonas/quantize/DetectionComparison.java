package io.github.yolonas.quantize;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.QuantizationReport;
import io.github.yolonas.model.Architecture;
import io.github.yolonas.model.HeadOutputs;
import io.github.yolonas.model.YoloNasNetwork;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.CandidateSelector;
import io.github.yolonas.postprocess.Candidates;
import io.github.yolonas.postprocess.DetectionPostprocessor;
import io.github.yolonas.postprocess.DflDecoder;
import io.github.yolonas.postprocess.PostprocessOptions;
import io.github.yolonas.preprocess.Preprocessor;
import io.github.yolonas.runtime.CoreBudget;
import io.github.yolonas.runtime.ModelSettings;
import io.github.yolonas.runtime.PreparedImage;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Counts which detections of one network another one makes too, greedily, best score first. */
final class DetectionComparison {
  private static final double SAME = 0.5;

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

  /** Compares on one image, in the network's own pixels. */
  void add(PreparedImage image, Preprocessor preprocessor) {
    try (PointerScope scope = new PointerScope();
        DflDecoder decoder = new DflDecoder(Architecture.STRIDES)) {
      Tensor pixels =
          preprocessor.upload(
              List.of(image.letterboxed()),
              new org.bytedeco.pytorch.Device("cpu"),
              ScalarType.Float);
      match(detect(exact, decoder, pixels), detect(quantized, decoder, pixels));
    }
    images++;
  }

  private Candidates detect(YoloNasNetwork network, DflDecoder decoder, Tensor pixels) {
    return CoreBudget.pass(
        CoreBudget.cores(),
        () -> {
          HeadOutputs<Tensor> heads = network.forward(pixels);
          return DetectionPostprocessor.process(
              CandidateSelector.select(
                      decoder.decode(heads.clsLogits(), heads.regDistri()), thresholds)
                  .get(0),
              thresholds);
        });
  }

  private void match(Candidates first, Candidates second) {
    before += first.size();
    after += second.size();
    boolean[] taken = new boolean[second.size()];
    for (int i = 0; i < first.size(); i++) {
      int best = -1;
      double bestIou = SAME;
      for (int j = 0; j < second.size(); j++) {
        double overlap = box(first, i).iou(box(second, j));
        if (!taken[j] && first.labels()[i] == second.labels()[j] && overlap >= bestIou) {
          best = j;
          bestIou = overlap;
        }
      }
      if (best >= 0) {
        taken[best] = true;
        matched++;
        iou += bestIou;
        scoreChange += Math.abs(first.scores()[i] - second.scores()[best]);
      }
    }
  }

  private static BoundingBox box(Candidates c, int i) {
    float[] xyxy = c.boxesXyxy();
    return new BoundingBox(xyxy[4 * i], xyxy[4 * i + 1], xyxy[4 * i + 2], xyxy[4 * i + 3]);
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
}
