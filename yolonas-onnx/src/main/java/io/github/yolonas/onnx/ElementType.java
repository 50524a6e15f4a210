package io.github.yolonas.onnx;

/** What a tensor's elements are: {@code TensorProto.DataType}. */
enum ElementType {
  FLOAT(1),
  UINT8(2),
  INT8(3),
  INT32(6),
  INT64(7);

  private final int code;

  ElementType(int code) {
    this.code = code;
  }

  /** As files store it. */
  int code() {
    return code;
  }
}
