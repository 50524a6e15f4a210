package io.github.yolonas.train.loss;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Java arrays as tensors where another tensor is. */
final class HostArray {
  private HostArray() {}

  /** Numbers in a number format, on the device of another tensor. */
  static Tensor of(double[] values, ScalarType dtype, Tensor like, long... shape) {
    Tensor tensor = torch.empty(shape, new TensorOptions(ScalarType.Double), null);
    if (values.length > 0) {
      new DoublePointer(tensor.data_ptr()).put(values, 0, values.length);
    }
    return tensor.to(like.device(), dtype);
  }

  /** Indices on the device of another tensor. */
  static Tensor of(long[] values, Tensor like, long... shape) {
    Tensor tensor = torch.empty(shape, new TensorOptions(ScalarType.Long), null);
    if (values.length > 0) {
      new LongPointer(tensor.data_ptr()).put(values, 0, values.length);
    }
    return tensor.to(like.device(), ScalarType.Long);
  }
}
