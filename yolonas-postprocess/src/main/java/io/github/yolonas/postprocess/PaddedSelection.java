package io.github.yolonas.postprocess;

import java.util.Collections;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The choice with tensors of a size that is known beforehand, for all images at once: {@code
 * nmsTopK} rows each, padded. What is chosen, {@link CandidateSelector} says.
 *
 * <p>A graphics card works through a queue. To ask it how many scores passed is to wait until the
 * queue is empty, and then to fill it anew. So nothing here depends on a value: no {@code nonzero},
 * no {@code item}, no copy between host and device.
 *
 * <p>A slot is what can become a candidate: a pair of anchor and class, or an anchor with its best
 * class. Each gets a 64-bit key, its score in the upper half and its place, counted from the end,
 * in the lower; -1 if it does not pass. (The bits of floats that are not negative ascend like the
 * floats.) No two keys are equal but -1, so that {@code topk} has no ties to break by chance.
 */
final class PaddedSelection {
  private static final long UPPER_HALF = 1L << 32;

  private final DecodedBoxes decoded;
  private final PostprocessOptions options;
  private final Tensor scores;
  private final long images;
  private final long classes;

  /** For at least one image with one score. */
  PaddedSelection(DecodedBoxes decoded, PostprocessOptions options) {
    this.decoded = decoded;
    this.options = options;
    scores = decoded.scores().to(ScalarType.Float);
    images = scores.size(0);
    classes = scores.size(2);
  }

  PackedCandidates packed() {
    Tensor rows = options.multiLabelPerBox() ? everyLabel() : bestLabel();
    return new PackedCandidates(
        rows.reshape(-1, PackedCandidates.COLUMNS),
        Collections.nCopies(Math.toIntExact(images), Math.toIntExact(rows.size(1))));
  }

  /** A slot for each anchor and class. */
  private Tensor everyLabel() {
    Tensor passes = scores.gt(threshold());
    if (!options.classes().isEmpty()) {
      passes = passes.bitwise_and(ClassFilter.mask(options.classes(), scores));
    }
    Tensor slotScores = scores.reshape(images, -1);
    Chosen chosen = choose(slotScores, passes.reshape(images, -1));
    Tensor labels = chosen.slots().remainder(new Scalar(classes));
    Tensor anchors = dividedByClasses(chosen.slots().sub(labels));
    return rows(chosen, slotScores, labels, anchors);
  }

  /** A slot for each anchor. */
  private Tensor bestLabel() {
    T_TensorTensor_T best = scores.max(2, false);
    Tensor bestScores = best.get0();
    Tensor bestLabels = best.get1();
    Tensor passes = bestScores.ge(threshold());
    if (!options.classes().isEmpty()) {
      Tensor wanted = ClassFilter.mask(options.classes(), scores).expand(images, classes);
      passes = passes.bitwise_and(wanted.gather(1, bestLabels));
    }
    Chosen chosen = choose(bestScores, passes);
    return rows(chosen, bestScores, bestLabels.gather(1, chosen.slots()), chosen.slots());
  }

  /**
   * Slots that were chosen, in ascending order, and then any others.
   *
   * @param slots [images, count], int64
   * @param valid [images, count], bool: whether the slot was chosen
   */
  private record Chosen(Tensor slots, Tensor valid) {}

  private Chosen choose(Tensor slotScores, Tensor passes) {
    long slots = slotScores.size(1);
    T_TensorTensor_T top =
        keys(slotScores, passes).topk(Math.min(options.nmsTopK(), slots), 1, true, false);
    Tensor beyond = top.get1().masked_fill(top.get0().lt(new Scalar(0)), new Scalar(slots));
    Tensor ascending = beyond.sort(1, false).get0();
    return new Chosen(ascending.clamp_max(new Scalar(slots - 1)), ascending.lt(new Scalar(slots)));
  }

  private static Tensor keys(Tensor slotScores, Tensor passes) {
    Tensor positive = slotScores.add(new Scalar(0f)).contiguous(); // -0 + 0 is 0
    Tensor keys = positive.view(ScalarType.Int).to(ScalarType.Long);
    keys.mul_(new Scalar(UPPER_HALF));
    keys.add_(placesFromTheEnd(slotScores));
    keys.masked_fill_(passes.bitwise_not(), new Scalar(-1));
    return keys;
  }

  private static Tensor placesFromTheEnd(Tensor slotScores) {
    TensorOptions there =
        new TensorOptions(ScalarType.Long).device(new DeviceOptional(slotScores.device()));
    return torch.arange(new Scalar(slotScores.size(1) - 1), new Scalar(-1), new Scalar(-1), there);
  }

  /** [images, count, 7]. */
  private Tensor rows(Chosen chosen, Tensor slotScores, Tensor labels, Tensor anchors) {
    Tensor boxes = decoded.boxes().gather(1, anchors.unsqueeze(2).expand(-1, -1, 4));
    Tensor padding = chosen.valid().bitwise_not();
    return torch.cat(
        new TensorVector(
            boxes.to(ScalarType.Float),
            slotScores.gather(1, chosen.slots()).unsqueeze(2),
            column(labels.masked_fill(padding, new Scalar(PackedCandidates.PADDING))),
            column(anchors)),
        2);
  }

  private Tensor dividedByClasses(Tensor multiples) {
    return multiples.div(new Scalar(classes), new StringViewOptional(new BytePointer("trunc")));
  }

  private Scalar threshold() {
    return new Scalar((float) options.conf());
  }

  private static Tensor column(Tensor values) {
    return values.to(ScalarType.Float).unsqueeze(2);
  }
}
