package io.github.yolonas.train.loss;

import io.github.yolonas.model.Scoped;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Assigns by geometry alone, so that an untrained network gets the same anchors as a trained one.
 * The original: {@code ATSSAssigner}; "Bridging the Gap Between Anchor-based and Anchor-free
 * Detection via Adaptive Training Sample Selection" (Zhang et al., 2020), algorithm 1.
 *
 * <p>On each level the nearest {@code candidates} anchors are an object's candidates. Those whose
 * anchor box overlaps the object by more than mean plus standard deviation of all its candidates,
 * and whose middle lies inside the object, are its own. The score to be learned is the overlap of
 * the predicted box, rounded to fp32 (as the original's is, even in an fp64 network).
 *
 * @param candidates anchors on each level, each of which must have as many; default 9
 */
public record AtssAssigner(int candidates) implements Assigner {
  private static final double ANCHOR_EPS = 1e-10;
  private static final double PREDICTED_EPS = 1e-9;

  /** Checks the range: a standard deviation needs two. */
  public AtssAssigner {
    if (candidates < 2) {
      throw new IllegalArgumentException("candidates: expected 2 or more, found " + candidates);
    }
  }

  /** The published settings. */
  public static AtssAssigner defaults() {
    return new AtssAssigner(9);
  }

  @Override
  public AssignmentResult assign(Candidates predicted, GroundTruth truth) {
    return Scoped.run(
        () -> {
          try (NoGradGuard guard = new NoGradGuard()) {
            return truth.places() == 0
                ? AssignmentResult.background(
                    predicted, truth.boxes().scalar_type(), ScalarType.Float)
                : match(predicted, truth);
          }
        },
        AssignmentResult::tensors);
  }

  private AssignmentResult match(Candidates predicted, GroundTruth truth) {
    requireCandidates(predicted.grid());
    Tensor points = predicted.grid().points(predicted.boxes());
    Tensor anchors = predicted.grid().boxes(predicted.boxes()).unsqueeze(0);
    Tensor ious = PairwiseBoxes.iou(truth.boxes(), anchors, ANCHOR_EPS);
    Tensor nearest = nearest(truth.boxes(), points, predicted.grid());
    Tensor claims = outstanding(ious, nearest, truth);
    claims.logical_and_(PairwiseBoxes.contains(truth.boxes(), points));
    Matching matching = Matching.settle(claims, ious);
    Tensor scores =
        PairwiseBoxes.iou(truth.boxes(), predicted.boxes(), PREDICTED_EPS)
            .mul(matching.positive())
            .amax(new long[] {1}, false)
            .to(ScalarType.Float);
    return matching.result(truth, scores, predicted.scores().size(2));
  }

  private void requireCandidates(AnchorGrid grid) {
    for (AnchorGrid.Level level : grid.levels()) {
      if (level.size() < candidates) {
        throw new IllegalArgumentException(
            "ATSS assignment: expected at least %d anchors at stride %d, found %d × %d"
                .formatted(candidates, level.stride(), level.height(), level.width()));
      }
    }
  }

  /** Indices of each object's candidates, [N, objects, levels · candidates]. */
  private Tensor nearest(Tensor truth, Tensor points, AnchorGrid grid) {
    Tensor x = truth.select(2, 0).add(truth.select(2, 2)).div(new Scalar(2));
    Tensor y = truth.select(2, 1).add(truth.select(2, 3)).div(new Scalar(2));
    Tensor middles = torch.stack(new TensorVector(x, y), 2).unsqueeze(2);
    Tensor offsets = middles.sub(points);
    Tensor distances = offsets.norm(new ScalarOptional(new Scalar(2)), -1);
    List<Tensor> indices = new ArrayList<>();
    long first = 0;
    for (AnchorGrid.Level level : grid.levels()) {
      Tensor onLevel = distances.narrow(2, first, level.size());
      indices.add(onLevel.topk(candidates, -1, false, true).get1().add(new Scalar(first)));
      first += level.size();
    }
    return torch.cat(new TensorVector(indices.toArray(Tensor[]::new)), 2);
  }

  /** Which candidates overlap more than the others do; of padding, none. */
  private static Tensor outstanding(Tensor ious, Tensor nearest, GroundTruth truth) {
    Tensor overlaps = ious.gather(2, nearest);
    Tensor mean = overlaps.mean(new long[] {2}, true, new ScalarTypeOptional());
    Tensor deviation = overlaps.std(new long[] {2}, true, true);
    Tensor keep = overlaps.gt(mean.add(deviation));
    keep.logical_and_(truth.valid());
    return torch.zeros_like(ious).to(ScalarType.Bool).scatter_(2, nearest, keep);
  }
}
