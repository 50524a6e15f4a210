package io.github.yolonas.checkpoint;

/** The type of a stored tensor's elements; all are little endian in a file. */
public enum DType {
  /** 32-bit IEEE float. */
  FLOAT32(4, "FloatStorage", "F32"),
  /** 16-bit IEEE float. */
  FLOAT16(2, "HalfStorage", "F16"),
  /** 16-bit float with the exponent range of 32 bits. */
  BFLOAT16(2, "BFloat16Storage", "BF16"),
  /** 64-bit IEEE float. */
  FLOAT64(8, "DoubleStorage", "F64"),
  /** Signed byte. */
  INT8(1, "CharStorage", "I8"),
  /** Unsigned byte. */
  UINT8(1, "ByteStorage", "U8"),
  /** Signed 16-bit integer. */
  INT16(2, "ShortStorage", "I16"),
  /** Signed 32-bit integer. */
  INT32(4, "IntStorage", "I32"),
  /** Signed 64-bit integer. */
  INT64(8, "LongStorage", "I64"),
  /** A byte that is 0 or 1. */
  BOOL(1, "BoolStorage", "BOOL");

  private final int bytes;
  private final String torchStorage;
  private final String safetensorsName;

  DType(int bytes, String torchStorage, String safetensorsName) {
    this.bytes = bytes;
    this.torchStorage = torchStorage;
    this.safetensorsName = safetensorsName;
  }

  /** {@return the size of one element in bytes} */
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
