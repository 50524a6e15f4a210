package io.github.yolonas.train.loss;

import io.github.yolonas.model.Scoped;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Assigns each object to the anchors that already see it best. The original: {@code
 * TaskAlignedAssigner}; "TOOD: Task-aligned One-stage Object Detection" (Feng et al., 2021),
 * section 3.2.
 *
 * <p>How well an anchor sees an object is {@code t = score^alpha · iou^beta}, of its score for the
 * object's class and of its box's overlap. Of the anchors inside an object's box the best {@code
 * candidates} are its own; what several objects want goes to the one it overlaps most. The score to
 * be learned is {@code t}, scaled so that the best anchor of an object shall reach the best overlap
 * among its anchors.
 *
 * <p>An object of an image assigned alone is dropped if even its best anchor has {@code t <= 1e-9};
 * in a padded batch it is kept. So are they in the original.
 *
 * @param candidates how many anchors an object gets at most; default 13
 * @param alpha weight of the score; default 1
 * @param beta weight of the overlap; default 6
 */
public record TaskAlignedAssigner(int candidates, double alpha, double beta) implements Assigner {
  private static final double EPS = 1e-9;

  /** Checks the ranges. */
  public TaskAlignedAssigner {
    if (candidates < 1) {
      throw new IllegalArgumentException("candidates: expected 1 or more, found " + candidates);
    }
    if (!(alpha >= 0 && beta >= 0)) {
      throw new IllegalArgumentException(
          "alpha, beta: expected 0 or more, found %s, %s".formatted(alpha, beta));
    }
  }

  /** The published settings. */
  public static TaskAlignedAssigner defaults() {
    return new TaskAlignedAssigner(13, 1, 6);
  }

  @Override
  public AssignmentResult assign(Candidates predicted, GroundTruth truth) {
    return Scoped.run(
        () -> {
          try (NoGradGuard guard = new NoGradGuard()) {
            ScalarType dtype = predicted.scores().scalar_type();
            return truth.places() == 0
                ? AssignmentResult.background(predicted, truth.boxes().scalar_type(), dtype)
                : match(predicted, truth);
          }
        },
        AssignmentResult::tensors);
  }

  private AssignmentResult match(Candidates predicted, GroundTruth truth) {
    if (predicted.grid().size() < candidates) {
      throw new IllegalArgumentException(
          "task-aligned assignment: expected at least %d anchors, found %d"
              .formatted(candidates, predicted.grid().size()));
    }
    Tensor ious = PairwiseBoxes.iou(truth.boxes(), predicted.boxes(), EPS);
    Tensor alignment = alignment(predicted.scores(), ious, truth.labels());
    Tensor inside =
        PairwiseBoxes.contains(truth.boxes(), predicted.grid().points(predicted.boxes()));
    T_TensorTensor_T best = alignment.mul(inside).topk(candidates, -1, true, true);
    Tensor claims = Matching.chosen(ious, best.get1());
    claims.logical_and_(inside);
    claims.logical_and_(truth.padded() ? truth.valid() : alignedAtAll(best.get0()));
    Matching matching = Matching.settle(claims, ious);
    Tensor scores = scores(alignment, ious, matching.positive());
    return matching.result(truth, scores, predicted.scores().size(2));
  }

  /** [N, objects, anchors]. */
  private Tensor alignment(Tensor scores, Tensor ious, Tensor labels) {
    Tensor ofClass = labels.unsqueeze(2).expand(labels.size(0), labels.size(1), scores.size(1));
    Tensor own = scores.transpose(1, 2).gather(1, ofClass);
    return (alpha == 1 ? own : own.pow(new Scalar(alpha))).mul(ious.pow(new Scalar(beta)));
  }

  private static Tensor alignedAtAll(Tensor best) {
    return best.amax(new long[] {-1}, true).gt(new Scalar(EPS));
  }

  /** [N, anchors]. */
  private static Tensor scores(Tensor alignment, Tensor ious, Tensor positive) {
    long[] anchors = {-1};
    Tensor own = alignment.mul(positive);
    Tensor bestOwn = own.amax(anchors, true).add(new Scalar(EPS));
    Tensor bestIou = ious.mul(positive).amax(anchors, true);
    return own.div(bestOwn).mul(bestIou).amax(new long[] {1}, false);
  }
}
