package io.github.yolonas.postprocess;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Tensors of test data, in the caller's scope. */
final class Tensors {
  private Tensors() {}

  static Tensor of(float[] values, long... shape) {
    Tensor tensor = torch.empty(shape);
    new FloatPointer(tensor.data_ptr()).capacity(values.length).asBuffer().put(values);
    return tensor;
  }

  /** One image's boxes, n×4, and scores, n×classes. */
  static DecodedBoxes decoded(float[] boxes, float[] scores) {
    int anchors = boxes.length / 4;
    return new DecodedBoxes(
        of(boxes, 1, anchors, 4), of(scores, 1, anchors, scores.length / anchors));
  }
}
