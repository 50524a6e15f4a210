package io.github.yolonas.postprocess;

import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/** Shapes of tensors for error messages, read without making native objects. */
final class Shapes {
  private Shapes() {}

  static String text(Tensor tensor) {
    return LongStream.range(0, tensor.dim()).map(tensor::size).boxed().toList().toString();
  }
}
