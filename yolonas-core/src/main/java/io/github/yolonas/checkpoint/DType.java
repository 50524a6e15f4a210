package io.github.yolonas.checkpoint;

/** The type of a stored tensor's elements; all are little endian in a file. */
public enum DType {
  FLOAT32(4, "FloatStorage", "F32"),
  FLOAT16(2, "HalfStorage", "F16"),
  BFLOAT16(2, "BFloat16Storage", "BF16"),
  FLOAT64(8, "DoubleStorage", "F64"),
  INT8(1, "CharStorage", "I8"),
  UINT8(1, "ByteStorage", "U8"),
  INT16(2, "ShortStorage", "I16"),
  INT32(4, "IntStorage", "I32"),
  INT64(8, "LongStorage", "I64"),
  BOOL(1, "BoolStorage", "BOOL");

  private final int bytes;
  private final String torchStorage;
  private final String safetensorsName;

  DType(int bytes, String torchStorage, String safetensorsName) {
    this.bytes = bytes;
    this.torchStorage = torchStorage;
    this.safetensorsName = safetensorsName;
  }

  /** The size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** The class in PyTorch's {@code torch} module whose objects hold such elements. */
  String torchStorage() {
    return torchStorage;
  }

  /** The name in a {@code .safetensors} header. */
  String safetensorsName() {
    return safetensorsName;
  }
}
