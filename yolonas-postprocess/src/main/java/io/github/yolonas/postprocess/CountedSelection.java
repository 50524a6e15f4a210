package io.github.yolonas.postprocess;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The choice with tensors of just the size that is needed, which is quickest where sizes cost
 * nothing: on the CPU. What is chosen, {@link CandidateSelector} says.
 */
final class CountedSelection {
  private final DecodedBoxes decoded;
  private final PostprocessOptions options;
  private final long classes;

  /** For at least one image with one score. */
  CountedSelection(DecodedBoxes decoded, PostprocessOptions options) {
    this.decoded = decoded;
    this.options = options;
    classes = decoded.scores().size(2);
  }

  PackedCandidates packed() {
    List<Tensor> rows = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    for (long image = 0; image < decoded.scores().size(0); image++) {
      Tensor rowsOfImage = rows(image);
      rows.add(rowsOfImage);
      counts.add(Math.toIntExact(rowsOfImage.size(0)));
    }
    return new PackedCandidates(
        torch.cat(new TensorVector(rows.toArray(Tensor[]::new)), 0), counts);
  }

  private Tensor rows(long image) {
    Tensor scores = decoded.scores().select(0, image).to(ScalarType.Float);
    Tensor pairs = options.multiLabelPerBox() ? everyLabel(scores) : bestLabel(scores);
    Tensor pairScores = scores.reshape(-1).index_select(0, pairs);
    if (pairs.numel() > options.nmsTopK()) {
      Tensor best = best(pairScores);
      pairs = pairs.index_select(0, best);
      pairScores = pairScores.index_select(0, best);
    }
    Tensor labels = pairs.remainder(new Scalar(classes));
    Tensor anchors = pairs.sub(labels).floor_divide(new Scalar(classes));
    Tensor boxes = decoded.boxes().select(0, image).index_select(0, anchors);
    return torch.cat(
        new TensorVector(
            boxes.to(ScalarType.Float), pairScores.view(-1, 1), column(labels), column(anchors)),
        1);
  }

  /** Indices {@code anchor · classes + class}, ascending. */
  private Tensor everyLabel(Tensor scores) {
    Tensor passes = scores.gt(threshold());
    if (!options.classes().isEmpty()) {
      passes = passes.logical_and(ClassFilter.mask(options.classes(), scores));
    }
    return passes.reshape(-1).nonzero().view(-1);
  }

  private Tensor bestLabel(Tensor scores) {
    T_TensorTensor_T best = scores.max(1, false);
    Tensor labels = best.get1();
    Tensor passes = best.get0().ge(threshold());
    if (!options.classes().isEmpty()) {
      passes =
          passes.logical_and(ClassFilter.mask(options.classes(), scores).index_select(0, labels));
    }
    Tensor anchors = passes.nonzero().view(-1);
    return anchors.mul(new Scalar(classes)).add(labels.index_select(0, anchors));
  }

  /**
   * Where the {@code nmsTopK} best scores lie, ascending. {@code topk} alone leaves ties at the cut
   * to chance; so it only finds the least score that stays, and a stable sort of what is not below
   * does the rest.
   */
  private Tensor best(Tensor scores) {
    long count = options.nmsTopK();
    Tensor least = scores.topk(count).get0().min();
    Tensor eligible = scores.ge(least).nonzero().view(-1);
    Tensor descending =
        scores.index_select(0, eligible).sort(new BoolOptional(true), 0, true).get1();
    return eligible.index_select(0, descending.narrow(0, 0, count)).sort().get0();
  }

  private Scalar threshold() {
    return new Scalar((float) options.conf());
  }

  private static Tensor column(Tensor values) {
    return values.to(ScalarType.Float).view(-1, 1);
  }
}
