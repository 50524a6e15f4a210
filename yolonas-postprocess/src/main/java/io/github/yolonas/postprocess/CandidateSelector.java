package io.github.yolonas.postprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Chooses, on the device, the few boxes that non-maximum suppression has to look at. The original:
 * the first half of {@code PPYoloEPostPredictionCallback}.
 *
 * <p>A 640×640 image has 8,400 anchors and 80 classes, 672,000 scores, of which some hundred pass.
 * Only those cross to the host, once for each batch, as rows of floats. (Anchor and label are whole
 * numbers below 2²⁴, which a float holds exactly.)
 */
public final class CandidateSelector {
  private static final int COLUMNS = 7;

  private final DecodedBoxes decoded;
  private final PostprocessOptions options;
  private final long classes;

  private CandidateSelector(DecodedBoxes decoded, PostprocessOptions options) {
    this.decoded = decoded;
    this.options = options;
    classes = decoded.scores().size(2);
  }

  /**
   * Chooses candidates for each image of a batch, in the order of anchors, then of classes.
   *
   * <p>With {@code multiLabelPerBox} every class of an anchor whose score is above {@code conf} is
   * one; without, the first best class alone, if its score is at least {@code conf}. Scores and
   * threshold are compared in fp32, whatever the network's precision. Then other classes than
   * {@code classes} are dropped, and if more than {@code nmsTopK} are left, those with the lowest
   * scores; of equal ones at the cut, the first stay. A NaN score never passes; where only the best
   * class counts, neither does any other of its anchor.
   *
   * @return one per image, in plain Java
   * @throws IllegalArgumentException if {@code classes} names one that the network does not have
   */
  public static List<Candidates> select(DecodedBoxes decoded, PostprocessOptions options) {
    return new CandidateSelector(decoded, options).select();
  }

  private List<Candidates> select() {
    long images = decoded.scores().size(0);
    if (images == 0) {
      return List.of(); // there is nothing to concatenate
    }
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> rows = new ArrayList<>();
      for (long image = 0; image < images; image++) {
        rows.add(rows(image));
      }
      Tensor host = torch.cat(new TensorVector(rows.toArray(Tensor[]::new)), 0).cpu().contiguous();
      FloatPointer values = new FloatPointer(host.data_ptr()).capacity(host.numel());
      List<Candidates> candidates = new ArrayList<>();
      long start = 0;
      for (Tensor image : rows) {
        candidates.add(unpack(values, start, Math.toIntExact(image.size(0))));
        start += image.numel();
      }
      return candidates;
    }
  }

  /** One image's candidates, [count, 7]: x1, y1, x2, y2, score, label, anchor. */
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
      passes = passes.logical_and(wanted(scores));
    }
    return passes.reshape(-1).nonzero().view(-1);
  }

  private Tensor bestLabel(Tensor scores) {
    T_TensorTensor_T best = scores.max(1, false);
    Tensor labels = best.get1();
    Tensor passes = best.get0().ge(threshold());
    if (!options.classes().isEmpty()) {
      passes = passes.logical_and(wanted(scores).index_select(0, labels));
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

  /** [classes], bool: which classes are asked for. */
  private Tensor wanted(Tensor scores) {
    Set<Integer> asked = options.classes();
    Tensor mask = torch.zeros(new long[] {classes}, new TensorOptions(ScalarType.Bool));
    for (int index : asked) {
      Ranges.below("classes", classes, index);
      mask.select(0, index).fill_(new Scalar(1));
    }
    return mask.to(scores.device(), ScalarType.Bool);
  }

  private static Tensor column(Tensor values) {
    return values.to(ScalarType.Float).view(-1, 1);
  }

  private static Candidates unpack(FloatPointer values, long start, int count) {
    float[] row = new float[COLUMNS];
    float[] boxes = new float[4 * count];
    float[] scores = new float[count];
    int[] labels = new int[count];
    int[] anchors = new int[count];
    for (int i = 0; i < count; i++) {
      values.position(start + (long) i * COLUMNS).get(row);
      System.arraycopy(row, 0, boxes, 4 * i, 4);
      scores[i] = row[4];
      labels[i] = (int) row[5];
      anchors[i] = (int) row[6];
    }
    return new Candidates(boxes, scores, labels, anchors);
  }
}
