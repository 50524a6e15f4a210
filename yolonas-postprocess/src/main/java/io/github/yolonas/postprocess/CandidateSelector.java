package io.github.yolonas.postprocess;

import java.util.Collections;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Chooses, on the device, the few boxes that non-maximum suppression has to look at. The original:
 * the first half of {@code PPYoloEPostPredictionCallback}.
 *
 * <p>A 640×640 image has 8,400 anchors and 80 classes, 672,000 scores, of which some hundred pass.
 * Only those cross to the host, once for each batch.
 *
 * <p>With {@code multiLabelPerBox} every class of an anchor whose score is above {@code conf} is a
 * candidate; without, the first best class alone, if its score is at least {@code conf}. Scores and
 * threshold are compared in fp32, whatever the network's precision. Then other classes than {@code
 * classes} are dropped, and if more than {@code nmsTopK} are left, those with the lowest scores; of
 * equal ones at the cut, the first stay. A NaN score never passes; where only the best class
 * counts, neither does any other of its anchor.
 */
public final class CandidateSelector {
  private CandidateSelector() {}

  /**
   * Chooses candidates for each image of a batch, in the order of anchors, then of classes.
   *
   * @return one per image, in plain Java
   * @throws IllegalArgumentException if {@code classes} names one that the network does not have
   */
  public static List<Candidates> select(DecodedBoxes decoded, PostprocessOptions options) {
    try (PointerScope scope = new PointerScope()) {
      PackedCandidates packed = pack(decoded, options);
      return packed.unpack(packed.rows().cpu());
    }
  }

  /**
   * The first half of {@link #select}: chooses, and leaves the choice on the device. On the CPU as
   * many rows as there are candidates. On another device that number is not known here without
   * waiting for it, so the rows are padded, and nothing is waited for.
   *
   * @return rows in the caller's scope
   * @throws IllegalArgumentException as {@link #select}
   */
  public static PackedCandidates pack(DecodedBoxes decoded, PostprocessOptions options) {
    return pack(decoded, options, decoded.scores().is_cpu());
  }

  /** In either way, which makes no difference to what is chosen. */
  static PackedCandidates pack(DecodedBoxes decoded, PostprocessOptions options, boolean counted) {
    PackedCandidates packed;
    try (PointerScope scope = new PointerScope()) {
      packed = choose(decoded, options, counted);
      packed.rows().retainReference();
    }
    Scopes.handOver(packed.rows());
    return packed;
  }

  private static PackedCandidates choose(
      DecodedBoxes decoded, PostprocessOptions options, boolean counted) {
    Tensor scores = decoded.scores();
    if (scores.numel() == 0) { // nothing to concatenate, nothing to choose from
      return new PackedCandidates(
          torch.zeros(0, PackedCandidates.COLUMNS),
          Collections.nCopies(Math.toIntExact(scores.size(0)), 0));
    }
    return counted
        ? new CountedSelection(decoded, options).packed()
        : new PaddedSelection(decoded, options).packed();
  }
}
