package io.github.yolonas.runtime;

import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.DType;
import io.github.yolonas.checkpoint.StateDict;
import io.github.yolonas.checkpoint.StoredTensor;
import io.github.yolonas.model.TensorSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A checkpoint's state dict as weights: each tensor is read straight into native memory. */
public final class CheckpointTensors implements TensorSource {
  private final String name;
  private final StateDict state;

  /** The checkpoint stays the caller's, and open while tensors are read. */
  public CheckpointTensors(Checkpoint checkpoint) {
    name = checkpoint.name();
    state = checkpoint.stateDict();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> keys() {
    return state.names();
  }

  @Override
  public long[] shape(String key) {
    return state.get(key).shape();
  }

  @Override
  public Tensor read(String key) {
    StoredTensor stored = state.get(key);
    Tensor tensor =
        torch.empty(stored.shape(), new TensorOptions(scalarType(stored.dtype())), null);
    ByteBuffer memory =
        new BytePointer(tensor.data_ptr()).capacity(stored.byteCount()).asByteBuffer();
    stored.readInto(memory.order(ByteOrder.LITTLE_ENDIAN));
    return tensor;
  }

  private static ScalarType scalarType(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> ScalarType.Float;
      case FLOAT16 -> ScalarType.Half;
      case BFLOAT16 -> ScalarType.BFloat16;
      case FLOAT64 -> ScalarType.Double;
      case INT8 -> ScalarType.Char;
      case UINT8 -> ScalarType.Byte;
      case INT16 -> ScalarType.Short;
      case INT32 -> ScalarType.Int;
      case INT64 -> ScalarType.Long;
      case BOOL -> ScalarType.Bool;
    };
  }
}
