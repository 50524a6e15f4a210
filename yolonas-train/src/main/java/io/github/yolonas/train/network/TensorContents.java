package io.github.yolonas.train.network;

import io.github.yolonas.checkpoint.DType;
import io.github.yolonas.checkpoint.StoredTensor;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Tensors of a network or an optimizer as what a checkpoint stores. */
public final class TensorContents {
  private TensorContents() {}

  /**
   * A tensor to be written; it is fetched when that is done.
   *
   * @param name what it is stored as
   * @param tensor of type fp32, fp64 or int64, on any device; it stays the caller's
   */
  public static StoredTensor of(String name, Tensor tensor) {
    DType dtype =
        switch (tensor.scalar_type().intern()) {
          case Long -> DType.INT64;
          case Double -> DType.FLOAT64;
          default -> DType.FLOAT32;
        };
    return StoredTensor.of(name, dtype, tensor.shape(), target -> write(tensor, target));
  }

  private static void write(Tensor tensor, ByteBuffer target) {
    try (PointerScope scope = new PointerScope()) {
      Tensor host = tensor.detach().cpu().contiguous();
      target.put(new BytePointer(host.data_ptr()).capacity(host.nbytes()).asByteBuffer());
    }
  }
}
