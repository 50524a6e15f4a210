package io.github.yolonas.postprocess;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The centres of the feature maps' cells, level after level, row by row.
 *
 * @param points [anchors, 2]: x, y in units of the level's stride, half a cell in from the corner
 * @param strides [anchors, 1]: pixels of the input for one such unit
 */
record AnchorPoints(Tensor points, Tensor strides) {
  private static final double CELL_CENTRE = 0.5;

  /** For feature maps [N, C, H, W], one for each stride, in their device and the given dtype. */
  static AnchorPoints of(List<Tensor> featureMaps, List<Integer> strides, TensorOptions options) {
    List<Tensor> points = new ArrayList<>();
    List<Tensor> scales = new ArrayList<>();
    for (int i = 0; i < strides.size(); i++) {
      Tensor map = featureMaps.get(i);
      points.add(grid(map.size(2), map.size(3), options));
      scales.add(
          torch.full(
              new long[] {map.size(2) * map.size(3), 1}, new Scalar(strides.get(i)), options));
    }
    return new AnchorPoints(join(points), join(scales));
  }

  private static Tensor grid(long height, long width, TensorOptions options) {
    Tensor x = centres(width, options).view(1, width, 1).expand(height, width, 1);
    Tensor y = centres(height, options).view(height, 1, 1).expand(height, width, 1);
    return torch.cat(new TensorVector(x, y), 2).view(-1, 2);
  }

  private static Tensor centres(long count, TensorOptions options) {
    return torch.arange(new Scalar(count), options).add(new Scalar(CELL_CENTRE));
  }

  private static Tensor join(List<Tensor> levels) {
    return torch.cat(new TensorVector(levels.toArray(Tensor[]::new)), 0);
  }
}
