package io.github.yolonas.train.loss;

import io.github.yolonas.model.Scoped;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What YOLO-NAS is trained by: the classes of all anchors, the boxes of those that have an object,
 * and the distributions these boxes come from. Stateless, thread-safe. The original: {@code
 * PPYoloELoss}; "PP-YOLOE" (Xu et al., 2022), section 2.
 *
 * <pre>{@code
 * PPYoloELoss loss = new PPYoloELoss(PPYoloELossOptions.defaults());
 * try (PointerScope step = new PointerScope()) {
 *   DetectionLoss found = loss.compute(predictions, targets);
 *   found.total().backward();
 * }
 * }</pre>
 *
 * <p>Each part is a sum divided by the sum of all assigned scores (at least 1), so that it does not
 * depend on how many objects there are. Boxes are compared in units of the anchor's stride.
 *
 * <p>Only anchors that have an object are decoded for autograd, a few hundred among thousands; the
 * assigner looks at all, without recording.
 */
public final class PPYoloELoss {
  /** Keeps the distance's upper neighbour among the bins. */
  private static final double BELOW_LAST_BIN = 0.01;

  private final PPYoloELossOptions options;

  /** A loss of this make-up. */
  public PPYoloELoss(PPYoloELossOptions options) {
    this.options = options;
  }

  /** How it is made up. */
  public PPYoloELossOptions options() {
    return options;
  }

  /**
   * Computes the loss of a batch.
   *
   * @param predictions raw, fp32 or fp64
   * @param targets what there is on the images
   * @return tensors in the caller's scope, which also keeps what autograd needs
   * @throws IllegalArgumentException if the batches differ in size, or a label is no class
   */
  public DetectionLoss compute(Predictions predictions, TargetBatch targets) {
    if (targets.size() != predictions.batchSize()) {
      throw new IllegalArgumentException(
          "targets: expected %d images, as are predicted, found %d"
              .formatted(predictions.batchSize(), targets.size()));
    }
    targets.requireLabelsBelow((int) predictions.numClasses());
    return Scoped.run(
        () -> measure(predictions, assign(predictions, targets)), DetectionLoss::tensors);
  }

  /**
   * Which anchor shall find which object.
   *
   * @return tensors in the caller's scope
   */
  AssignmentResult assign(Predictions predictions, TargetBatch targets) {
    return Scoped.run(
        () -> {
          Candidates candidates = predictions.decode();
          return options.batchedAssignment()
              ? assignAll(candidates, targets)
              : assignEach(candidates, targets);
        },
        AssignmentResult::tensors);
  }

  private AssignmentResult assignAll(Candidates candidates, TargetBatch targets) {
    GroundTruth truth = GroundTruth.padded(targets, targetType(), candidates.boxes());
    return options.assigner().assign(candidates, truth);
  }

  private AssignmentResult assignEach(Candidates candidates, TargetBatch targets) {
    List<AssignmentResult> images = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      GroundTruth truth =
          GroundTruth.single(targets.images().get(i), targetType(), candidates.boxes());
      images.add(options.assigner().assign(candidates.image(i), truth));
    }
    return AssignmentResult.concat(images);
  }

  private ScalarType targetType() {
    return options.doubleTargets() ? ScalarType.Double : ScalarType.Float;
  }

  private DetectionLoss measure(Predictions predictions, AssignmentResult assigned) {
    Tensor scale =
        assigned.denseScores(predictions.numClasses()).contiguous().sum().clamp_min(new Scalar(1));
    Tensor classification =
        options
            .classification()
            .sum(predictions.clsLogits(), assigned)
            .mul(new Scalar(options.classificationWeight()));
    List<Tensor> boxes = boxLosses(predictions, assigned);
    List<Tensor> parts =
        List.of(classification.div(scale), boxes.get(0).div(scale), boxes.get(1).div(scale));
    Tensor total = parts.get(0).add(parts.get(1)).add(parts.get(2));
    Tensor components =
        torch.stack(new TensorVector(parts.get(0), parts.get(1), parts.get(2), total)).detach();
    return new DetectionLoss(total, components);
  }

  /**
   * Weighted sums of the boxes' and the distributions' losses, over anchors that have an object.
   */
  private List<Tensor> boxLosses(Predictions predictions, AssignmentResult assigned) {
    Tensor labels = assigned.labels().flatten();
    Tensor chosen = labels.lt(new Scalar(predictions.numClasses())).nonzero().squeeze(1);
    Tensor cell = chosen.remainder(new Scalar(predictions.grid().size()));
    Tensor middles = predictions.middles().index_select(0, cell);
    Tensor strides = predictions.grid().strides(predictions.regDistri()).index_select(0, cell);
    Tensor targets = assigned.boxes().view(-1, 4).index_select(0, chosen).div(strides);
    Tensor weights = assigned.scores().flatten().index_select(0, chosen);
    long bins = predictions.bins();
    Tensor distributions = predictions.regDistri().reshape(-1, 4 * bins).index_select(0, chosen);
    Tensor giou = GIoU.loss(Predictions.boxes(distributions, middles), targets);
    Tensor dfl =
        DistributionFocalLoss.loss(
            distributions.view(-1, 4, bins), distances(middles, targets, bins));
    return List.of(
        giou.mul(weights).sum().mul(new Scalar(options.iouWeight())),
        dfl.mul(weights).sum().mul(new Scalar(options.dflWeight())));
  }

  /** How far the sides of the targets lie from the anchors' middles, as far as bins reach. */
  private static Tensor distances(Tensor middles, Tensor targets, long bins) {
    Tensor near = middles.sub(targets.narrow(1, 0, 2));
    Tensor far = targets.narrow(1, 2, 2).sub(middles);
    return torch
        .cat(new TensorVector(near, far), 1)
        .clamp(
            new ScalarOptional(new Scalar(0)),
            new ScalarOptional(new Scalar(bins - 1 - BELOW_LAST_BIN)));
  }
}
