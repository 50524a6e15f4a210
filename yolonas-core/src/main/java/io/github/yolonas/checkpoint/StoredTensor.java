package io.github.yolonas.checkpoint;

import io.github.yolonas.preprocess.internal.IoErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A named tensor whose shape and type are known and whose data are read when asked for, every time
 * anew. Immutable and safe for use by several threads. A tensor of a file can be read until its
 * {@link Checkpoint} is closed.
 */
public final class StoredTensor {
  private final String source;
  private final String name;
  private final DType dtype;
  private final long[] shape;
  private final long elementCount;
  private final TensorContent content;

  StoredTensor(String source, String name, DType dtype, long[] shape, TensorContent content) {
    this.source = source;
    this.name = name;
    this.dtype = dtype;
    this.shape = shape.clone();
    this.elementCount = TensorView.elementCount(shape);
    this.content = content;
  }

  /**
   * {@return a tensor in memory, to be written}
   *
   * @param name its name in the state dict
   * @param dtype the type of its elements
   * @param shape the sizes, outermost first
   * @param data from its position to its limit exactly the elements, row-major and little endian;
   *     not copied
   * @throws IllegalArgumentException if {@code data} has another length than shape and type ask for
   */
  public static StoredTensor of(String name, DType dtype, long[] shape, ByteBuffer data) {
    ByteBuffer bytes = data.asReadOnlyBuffer();
    StoredTensor tensor = of(name, dtype, shape, target -> target.put(bytes.duplicate()));
    if (bytes.remaining() != tensor.byteCount()) {
      throw new IllegalArgumentException(
          "%s: expected %d bytes for %s %s, found %d"
              .formatted(
                  name, tensor.byteCount(), dtype, Arrays.toString(shape), bytes.remaining()));
    }
    return tensor;
  }

  /**
   * A tensor whose data are fetched when it is written: for weights that live elsewhere, one of
   * which at a time is enough.
   *
   * @param name its name in the state dict
   * @param dtype the type of its elements
   * @param shape the sizes, outermost first
   * @param writer fills the buffer that it is given, which has {@link #byteCount()} bytes and is
   *     little endian, with the elements in row-major order; directly, or through a view of it such
   *     as {@link ByteBuffer#asFloatBuffer()}
   * @return the tensor
   */
  public static StoredTensor of(
      String name, DType dtype, long[] shape, Consumer<ByteBuffer> writer) {
    return new StoredTensor(
        "weights in memory", name, dtype, shape, target -> fill(target, writer));
  }

  /** A view of a buffer has its own position, so that the buffer's may have stayed. */
  private static void fill(ByteBuffer target, Consumer<ByteBuffer> writer) {
    int start = target.position();
    writer.accept(target);
    if (target.position() == start) {
      target.position(target.limit());
    }
  }

  /** {@return the name in the state dict, such as backbone.stem.conv.branch_3x3.conv.weight} */
  public String name() {
    return name;
  }

  /** {@return the type of the elements as stored} */
  public DType dtype() {
    return dtype;
  }

  /** {@return the sizes, outermost first, in an array of the caller's own; a scalar has none} */
  public long[] shape() {
    return shape.clone();
  }

  /** {@return how many elements there are} */
  public long elementCount() {
    return elementCount;
  }

  /** {@return how many bytes {@link #readInto} writes} */
  public long byteCount() {
    return elementCount * dtype.bytes();
  }

  /**
   * Writes the elements to {@code target}, row-major without gaps, in the tensor's own type, little
   * endian whatever the buffer's order. Advances the buffer's position by {@link #byteCount()}.
   *
   * @param target a direct or heap buffer with at least that many bytes remaining
   * @throws IllegalArgumentException if fewer remain
   * @throws CheckpointException if the file cannot be read or ends early
   */
  public void readInto(ByteBuffer target) {
    if (target.remaining() < byteCount()) {
      throw new IllegalArgumentException(
          "%s: expected a buffer of %d bytes, found %d"
              .formatted(name, byteCount(), target.remaining()));
    }
    int end = target.position() + (int) byteCount();
    ByteBuffer part = target.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    part.limit(end);
    try {
      content.readInto(part);
    } catch (IOException e) {
      throw unreadable(e);
    }
    if (part.hasRemaining()) {
      throw CheckpointException.expected(
          source, name, byteCount() + " bytes", (byteCount() - part.remaining()) + " bytes");
    }
    target.position(end);
  }

  /**
   * {@return the same tensor under another name}
   *
   * @param newName its name in another state dict
   */
  public StoredTensor named(String newName) {
    return new StoredTensor(source, newName, dtype, shape, content);
  }

  /** Like {@code backbone.stem.conv.bias: FLOAT32 [48]}. */
  @Override
  public String toString() {
    return "%s: %s %s".formatted(name, dtype, Arrays.toString(shape));
  }

  /** Hands the bytes of {@link #readInto} to {@code sink} in pieces. */
  void streamTo(TensorContent.Sink sink) throws IOException {
    long[] count = {0};
    content.streamTo(
        bytes -> {
          count[0] += bytes.remaining();
          sink.accept(bytes);
        },
        byteCount());
    if (count[0] != byteCount()) {
      throw CheckpointException.expected(source, name, byteCount() + " bytes", count[0] + " bytes");
    }
  }

  private CheckpointException unreadable(IOException e) {
    return new CheckpointException(
        "%s: %s: the data cannot be read: %s".formatted(source, name, IoErrors.reason(e)), e);
  }
}
