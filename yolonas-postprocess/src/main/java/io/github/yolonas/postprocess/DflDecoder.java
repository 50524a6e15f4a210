package io.github.yolonas.postprocess;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Turns the heads' raw outputs into boxes and scores. Thread-safe. The original: {@code
 * NDFLHeads.forward_eval}.
 *
 * <p>A head does not say how far a side of the box lies from its anchor point; it says how likely
 * each of the distances 0, 1, … {@code regMax} is, in units of its stride. Trained by distribution
 * focal loss (Li et al., "Generalized Focal Loss", 2020, section 3), the probability gathers in the
 * two whole numbers around the true distance, and the expectation lies between them:
 *
 * <pre>
 *   distance(side) = Σ i · softmax(logits(side))[i],   i = 0 … regMax
 *   x1 = (point.x - left) · stride,   x2 = (point.x + right) · stride,   y alike
 *   score = sigmoid(class logit)
 * </pre>
 *
 * <p>The distributions lie channel-wise, side by side. In a channels-last feature map, which the
 * network makes, the bins of a side are neighbours in memory, so that all this is views and
 * reductions over the last dimension, and no reordering.
 *
 * <p>It keeps the anchor points of the last few input sizes, outside the Java heap, until closed.
 * One call makes them and later ones read them; so, on a graphics card, all calls of one decoder
 * belong in one stream.
 */
public final class DflDecoder implements AutoCloseable {
  private static final int SIDES = 4;

  private final List<Integer> strides;
  private final AnchorCache anchorCache;

  /**
   * A decoder for feature maps of these strides, in this order.
   *
   * @param strides pixels of the input for a cell, 1 or more each; YOLO-NAS has 8, 16, 32
   */
  public DflDecoder(List<Integer> strides) {
    this.strides = List.copyOf(strides);
    Ranges.atLeast("the number of strides", 1, this.strides.size());
    this.strides.forEach(stride -> Ranges.atLeast("stride", 1, stride));
    anchorCache = new AnchorCache(this.strides);
  }

  /**
   * Decodes one batch. Boxes and scores are fp64 for fp64 inputs and fp32 for any other: half
   * precision would round a coordinate by up to a pixel. In half precision an infinite logit is an
   * overflow, and gives a NaN score rather than a sure one.
   *
   * @param clsLogits for each stride, [N, classes, H, W]
   * @param regDistri for each stride, [N, 4 · (regMax + 1), H, W]: logits, the bins of the left
   *     side first, then top, right, bottom
   * @return boxes and scores in the caller's scope
   * @throws IllegalArgumentException if the shapes do not fit the strides or each other
   * @throws IllegalStateException if this decoder is closed
   */
  public DecodedBoxes decode(List<Tensor> clsLogits, List<Tensor> regDistri) {
    checkShapes(clsLogits, regDistri);
    DecodedBoxes decoded;
    try (PointerScope scope = new PointerScope()) {
      Tensor boxes = boxes(regDistri);
      Tensor scores = scores(clsLogits);
      decoded = new DecodedBoxes(boxes.retainReference(), scores.retainReference());
    }
    return Scopes.handOver(decoded);
  }

  /**
   * Feature maps as rows of anchors, the original's {@code cls_logits} and {@code reg_distri}.
   *
   * @param levels for each stride, [N, C, H, W]
   * @return [N, anchors, C] in the caller's scope, fp64 for fp64 inputs, else fp32
   */
  public Tensor flatten(List<Tensor> levels) {
    Tensor flat;
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> rows = levels.stream().map(DflDecoder::rows).toList();
      flat = torch.cat(new TensorVector(rows.toArray(Tensor[]::new)), 1).retainReference();
    }
    return Scopes.handOver(flat);
  }

  /**
   * Half precision ends at 65,504. A logit beyond is infinite, whatever it should have been, and
   * its sigmoid a plain and very sure 0 or 1. Zero times infinity makes it NaN, zero times any
   * other number changes nothing.
   */
  private Tensor scores(List<Tensor> clsLogits) {
    Tensor scores = flatten(clsLogits);
    if (clsLogits.get(0).scalar_type().intern() != ScalarType.Half) {
      scores.sigmoid_();
      return scores;
    }
    Tensor overflow = scores.mul(new Scalar(0));
    scores.sigmoid_();
    scores.add_(overflow);
    return scores;
  }

  /** Computed in place on the distances, of which nobody else knows. */
  private Tensor boxes(List<Tensor> regDistri) {
    List<Tensor> distances = regDistri.stream().map(DflDecoder::distances).toList();
    Tensor sides = torch.cat(new TensorVector(distances.toArray(Tensor[]::new)), 1);
    AnchorPoints anchors = anchorCache.of(regDistri, sides);
    Tensor topLeft = sides.narrow(2, 0, 2);
    topLeft.neg_();
    topLeft.add_(anchors.points());
    sides.narrow(2, 2, 2).add_(anchors.points());
    sides.mul_(anchors.strides());
    return sides;
  }

  /** The expected distance of each side, [N, H · W, 4] in units of the stride. */
  private static Tensor distances(Tensor level) {
    long bins = level.size(1) / SIDES;
    Tensor logits = rows(level).view(level.size(0), cells(level), SIDES, bins);
    Tensor bin = torch.arange(new Scalar(bins), logits.options());
    return torch.matmul(logits.softmax(3), bin);
  }

  /** [N, C, H, W] as [N, H · W, C], at least fp32; a view if it lies channels-last. */
  private static Tensor rows(Tensor level) {
    Tensor rows = level.permute(0, 2, 3, 1).reshape(level.size(0), cells(level), level.size(1));
    return rows.scalar_type().intern() == ScalarType.Double ? rows : rows.to(ScalarType.Float);
  }

  private static long cells(Tensor level) {
    return level.size(2) * level.size(3);
  }

  private void checkShapes(List<Tensor> clsLogits, List<Tensor> regDistri) {
    Ranges.length("clsLogits", strides.size(), clsLogits.size());
    Ranges.length("regDistri", strides.size(), regDistri.size());
    for (int i = 0; i < strides.size(); i++) {
      Tensor cls = clsLogits.get(i);
      Tensor reg = regDistri.get(i);
      if (!fit(cls, reg) || !sameImagesAndClasses(cls, clsLogits.get(0))) {
        throw new IllegalArgumentException(
            ("stride %d: expected logits [N, classes, H, W] and distributions [N, 4·bins, H, W],"
                    + " N and classes as at the first stride, found %s and %s")
                .formatted(strides.get(i), Shapes.text(cls), Shapes.text(reg)));
      }
    }
  }

  private static boolean fit(Tensor cls, Tensor reg) {
    return cls.dim() == 4
        && reg.dim() == 4
        && reg.size(1) >= SIDES
        && reg.size(1) % SIDES == 0
        && cls.size(0) == reg.size(0)
        && cls.size(2) == reg.size(2)
        && cls.size(3) == reg.size(3);
  }

  private static boolean sameImagesAndClasses(Tensor cls, Tensor first) {
    return cls.size(0) == first.size(0) && cls.size(1) == first.size(1);
  }

  /**
   * Frees the anchor points, of which calls under way keep their own. Closing again does nothing.
   */
  @Override
  public void close() {
    anchorCache.close();
  }
}
