package io.github.yolonas.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * The values of a constant. ONNX stores them little-endian and row-major, which is how they lie in
 * memory on every system that LibTorch is built for.
 */
record TensorData(ElementType type, List<Long> shape, ProtoMessage.Content content) {

  /** A weight: fp32, contiguous, on the CPU, and alive until the file is written. */
  static TensorData of(Tensor weight) {
    return new TensorData(ElementType.FLOAT, shape(weight), new NativeContent(weight));
  }

  /** A copy of an fp32, int32 or int8 tensor, for one that does not live long enough. */
  static TensorData copyOf(Tensor tensor) {
    Tensor plain = tensor.contiguous();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(plain.nbytes())).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new BytePointer(plain.data_ptr()).capacity(plain.nbytes()).asByteBuffer());
    ElementType type =
        switch (plain.scalar_type().intern()) {
          case Float -> ElementType.FLOAT;
          case Int -> ElementType.INT32;
          case Char -> ElementType.INT8;
          default -> throw new IllegalArgumentException("no ONNX type for " + plain.dtype());
        };
    return new TensorData(type, shape(plain), new HeapContent(bytes));
  }

  private static List<Long> shape(Tensor tensor) {
    return LongStream.of(tensor.shape()).boxed().toList();
  }

  /** One number from 0 to 255, of rank 0. */
  static TensorData uint8(int value) {
    ByteBuffer bytes = buffer(1, 1).put(0, (byte) value);
    return new TensorData(ElementType.UINT8, List.of(), new HeapContent(bytes));
  }

  /** Numbers as fp32 of the given shape. */
  static TensorData floats(List<Long> shape, float... values) {
    ByteBuffer bytes = buffer(values.length, Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return new TensorData(ElementType.FLOAT, shape, new HeapContent(bytes));
  }

  /** Integers as a vector. */
  static TensorData integers(long... values) {
    return integers(List.of((long) values.length), values);
  }

  /** One integer, of rank 0. */
  static TensorData scalar(long value) {
    return integers(List.of(), value);
  }

  private static TensorData integers(List<Long> shape, long... values) {
    ByteBuffer bytes = buffer(values.length, Long.BYTES);
    bytes.asLongBuffer().put(values);
    return new TensorData(ElementType.INT64, shape, new HeapContent(bytes));
  }

  private static ByteBuffer buffer(int count, int bytesPerElement) {
    return ByteBuffer.allocate(Math.multiplyExact(count, bytesPerElement))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** As {@code TensorProto}. */
  ProtoMessage tensor(String name) {
    return new ProtoMessage()
        .integers(OnnxFields.Tensor.DIMS, shape)
        .integer(OnnxFields.Tensor.DATA_TYPE, type.code())
        .text(OnnxFields.Tensor.NAME, name)
        .bytes(OnnxFields.Tensor.RAW_DATA, content);
  }

  private record HeapContent(ByteBuffer bytes) implements ProtoMessage.Content {
    @Override
    public long size() {
      return bytes.capacity();
    }

    @Override
    public void writeTo(CodedOutputStream out) throws IOException {
      out.writeLazy(bytes.duplicate().clear());
    }
  }

  private record NativeContent(Tensor tensor) implements ProtoMessage.Content {
    @Override
    public long size() {
      return tensor.nbytes();
    }

    @Override
    public void writeTo(CodedOutputStream out) throws IOException {
      try (PointerScope scope = new PointerScope()) {
        out.writeLazy(new BytePointer(tensor.data_ptr()).capacity(size()).asByteBuffer());
      }
    }
  }
}
