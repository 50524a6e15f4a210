package io.github.yolonas.model;

import io.github.yolonas.testing.ReferenceStream;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The inputs of the ground truth's forward passes, made from their names. */
public final class ReferenceInputs {
  private ReferenceInputs() {}

  /** Uniform noise of a shape such as {@code 1x3x640x640}, in the caller's scope. */
  public static Tensor network(String shape) {
    long[] sizes = Arrays.stream(shape.split("x")).mapToLong(Long::parseLong).toArray();
    ReferenceStream stream = new ReferenceStream("input/" + shape);
    Tensor tensor = torch.empty(sizes);
    FloatBuffer memory = buffer(tensor);
    for (int i = 0; i < memory.capacity(); i++) {
      memory.put(i, (float) stream.unit(i));
    }
    return tensor;
  }

  /** The memory of a contiguous fp32 tensor. */
  public static FloatBuffer buffer(Tensor tensor) {
    return new FloatPointer(tensor.data_ptr()).capacity(tensor.numel()).asBuffer();
  }
}
