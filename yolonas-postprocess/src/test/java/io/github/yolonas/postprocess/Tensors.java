package io.github.yolonas.postprocess;

import java.util.stream.Stream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Tensors of test data, in the caller's scope; without one they are the caller's to close. */
final class Tensors {
  private Tensors() {}

  static Tensor of(float[] values, long... shape) {
    Tensor tensor;
    try (PointerScope scope = new PointerScope()) {
      tensor = torch.empty(shape).retainReference();
      new FloatPointer(tensor.data_ptr()).put(values);
    }
    return Scopes.handOver(tensor);
  }

  static Tensor of(double[] values, long... shape) {
    Tensor tensor;
    try (PointerScope scope = new PointerScope()) {
      tensor = torch.empty(shape).to(ScalarType.Double).retainReference();
      new DoublePointer(tensor.data_ptr()).put(values);
    }
    return Scopes.handOver(tensor);
  }

  /** Of a shape such as {@code 1, 2, 4}. */
  static Tensor zeros(String shape) {
    return torch.zeros(Stream.of(shape.split(", ", -1)).mapToLong(Long::parseLong).toArray());
  }

  /** One image's boxes, n×4, and scores, n×classes. */
  static DecodedBoxes decoded(float[] boxes, float[] scores) {
    int anchors = boxes.length / 4;
    return new DecodedBoxes(
        of(boxes, 1, anchors, 4), of(scores, 1, anchors, scores.length / anchors));
  }
}
