package io.github.yolonas.train.loss;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The objects of a batch as tensors, every image padded to as many as the fullest one has.
 *
 * @param labels [N, boxes] int64
 * @param boxes [N, boxes, 4] fp32 or fp64: x1, y1, x2, y2 in pixels
 * @param valid [N, boxes, 1] bool: whether it is a box and no padding
 * @param padded whether there may be padding at all; an image alone needs none
 */
public record GroundTruth(Tensor labels, Tensor boxes, Tensor valid, boolean padded) {
  private static final int COORDINATES = 4;

  /**
   * All images at once.
   *
   * <p>As in the original, padding is told by its corners, which are 0: a box whose corners sum up
   * to 0 or less, such as one around the origin, is taken for padding as well.
   *
   * @param dtype of the boxes
   * @param like gives the device
   */
  static GroundTruth padded(TargetBatch targets, ScalarType dtype, Tensor like) {
    int most = targets.images().stream().mapToInt(List::size).max().orElse(0);
    int images = targets.size();
    long[] labels = new long[images * most];
    double[] boxes = new double[images * most * COORDINATES];
    for (int i = 0; i < images; i++) {
      write(targets.images().get(i), i * most, labels, boxes);
    }
    Tensor corners = corners(HostArray.of(boxes, dtype, like, images, most, COORDINATES));
    Tensor valid = corners.sum(new long[] {2}, true, null).gt(new Scalar(0));
    return new GroundTruth(HostArray.of(labels, like, images, most), corners, valid, true);
  }

  /**
   * One image alone: nothing is padded, so every box counts.
   *
   * @param dtype of the boxes
   * @param like gives the device
   */
  static GroundTruth single(List<TargetBatch.Box> image, ScalarType dtype, Tensor like) {
    int count = image.size();
    long[] labels = new long[count];
    double[] boxes = new double[count * COORDINATES];
    write(image, 0, labels, boxes);
    Tensor classes = HostArray.of(labels, like, 1, count);
    return new GroundTruth(
        classes,
        corners(HostArray.of(boxes, dtype, like, 1, count, COORDINATES)),
        classes.ge(new Scalar(0)).unsqueeze(2),
        false);
  }

  private static void write(List<TargetBatch.Box> image, int first, long[] labels, double[] boxes) {
    for (int i = 0; i < image.size(); i++) {
      TargetBatch.Box box = image.get(i);
      int at = (first + i) * COORDINATES;
      labels[first + i] = box.label();
      boxes[at] = box.cx();
      boxes[at + 1] = box.cy();
      boxes[at + 2] = box.width();
      boxes[at + 3] = box.height();
    }
  }

  /** The far corner is counted from the near one, which rounds as the original does. */
  private static Tensor corners(Tensor boxes) {
    Tensor size = boxes.narrow(2, 2, 2);
    Tensor near = boxes.narrow(2, 0, 2).sub(size.mul(new Scalar(0.5)));
    return torch.cat(new TensorVector(near, near.add(size)), 2);
  }

  /** How many places for boxes an image has. */
  long places() {
    return labels.size(1);
  }
}
