package io.github.yolonas.train.loss;

import io.github.yolonas.model.Scoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What the heads say, with all levels in a row. The original: the raw outputs of {@code NDFLHeads}.
 *
 * @param clsLogits [N, anchors, classes]
 * @param regDistri [N, anchors, 4 · (regMax + 1)]: logits, the bins of the left side first, then
 *     top, right, bottom
 * @param grid where the anchors lie
 */
public record Predictions(Tensor clsLogits, Tensor regDistri, AnchorGrid grid) {
  private static final int SIDES = 4;

  /** Checks that the shapes fit each other and the grid. */
  public Predictions {
    boolean fit =
        clsLogits.dim() == 3
            && regDistri.dim() == 3
            && clsLogits.size(0) == regDistri.size(0)
            && clsLogits.size(1) == grid.size()
            && regDistri.size(1) == grid.size()
            && regDistri.size(2) >= 2 * SIDES
            && regDistri.size(2) % SIDES == 0;
    if (!fit) {
      throw new IllegalArgumentException(
          "predictions: expected logits [N, %d, classes] and distributions [N, %d, 4·bins], found %s and %s"
              .formatted(grid.size(), grid.size(), shape(clsLogits), shape(regDistri)));
    }
  }

  /**
   * From feature maps; autograd follows. In channels-last layout, which the network makes, a level
   * becomes rows of anchors without being reordered.
   *
   * @param clsLogits for each stride, [N, classes, H, W]
   * @param regDistri for each stride, [N, 4 · (regMax + 1), H, W]
   * @param strides pixels of the input for a cell, as many as there are levels
   * @return tensors in the caller's scope
   */
  public static Predictions of(
      List<Tensor> clsLogits, List<Tensor> regDistri, List<Integer> strides) {
    List<AnchorGrid.Level> levels = new ArrayList<>();
    for (int i = 0; i < strides.size(); i++) {
      Tensor level = clsLogits.get(i);
      levels.add(new AnchorGrid.Level((int) level.size(2), (int) level.size(3), strides.get(i)));
    }
    return Scoped.run(
        () -> new Predictions(rows(clsLogits), rows(regDistri), new AnchorGrid(levels)),
        Predictions::tensors);
  }

  /** In fp32 at least: half precision is for convolutions, not for sums. */
  private static Tensor rows(List<Tensor> levels) {
    Tensor[] rows =
        levels.stream()
            .map(x -> x.permute(0, 2, 3, 1).reshape(x.size(0), -1, x.size(1)))
            .map(x -> x.scalar_type().intern() == ScalarType.Double ? x : x.to(ScalarType.Float))
            .toArray(Tensor[]::new);
    return torch.cat(new TensorVector(rows), 1);
  }

  /** How many images there are. */
  public long batchSize() {
    return clsLogits.size(0);
  }

  /** How many classes there are. */
  public long numClasses() {
    return clsLogits.size(2);
  }

  /** In how many distances a side is predicted. */
  long bins() {
    return regDistri.size(2) / SIDES;
  }

  /**
   * Boxes and scores of all anchors; nothing is recorded for autograd.
   *
   * @return tensors in the caller's scope, in the predictions' dtype
   */
  public Candidates decode() {
    return Scoped.run(
        () -> {
          try (NoGradGuard guard = new NoGradGuard()) {
            Tensor strides = grid.strides(regDistri);
            Tensor boxes = boxes(regDistri, middles());
            return new Candidates(clsLogits.sigmoid(), boxes.mul(strides), grid);
          }
        },
        candidates -> List.of(candidates.scores(), candidates.boxes()));
  }

  /** The anchors' middles in units of their stride, [anchors, 2]. */
  Tensor middles() {
    return grid.points(regDistri).div(grid.strides(regDistri));
  }

  /**
   * The expected boxes of distributions; recorded for autograd.
   *
   * @param distributions [..., 4 · bins]
   * @param middles [..., 2] in units of the stride
   * @return [..., 4]: x1, y1, x2, y2 in units of the stride
   */
  static Tensor boxes(Tensor distributions, Tensor middles) {
    long last = distributions.dim() - 1;
    long bins = distributions.size(last) / SIDES;
    long[] shape = new long[(int) last + 2];
    Arrays.setAll(shape, i -> i < last ? distributions.size(i) : i == last ? SIDES : bins);
    Tensor bin = torch.arange(new Scalar(bins), distributions.options());
    Tensor sides = distributions.view(shape).softmax(last + 1).matmul(bin);
    Tensor start = middles.sub(sides.narrow(last, 0, 2));
    Tensor end = middles.add(sides.narrow(last, 2, 2));
    return torch.cat(new TensorVector(start, end), last);
  }

  List<Tensor> tensors() {
    return List.of(clsLogits, regDistri);
  }

  private static String shape(Tensor tensor) {
    long[] sizes = new long[(int) tensor.dim()];
    Arrays.setAll(sizes, tensor::size);
    return Arrays.toString(sizes);
  }
}
