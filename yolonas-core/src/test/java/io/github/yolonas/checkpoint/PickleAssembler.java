package io.github.yolonas.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes pickles instruction by instruction, broken ones too. */
final class PickleAssembler {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static PickleAssembler protocol2() {
    return new PickleAssembler().op(0x80, 2);
  }

  PickleAssembler op(int... codes) {
    for (int code : codes) {
      out.write(code);
    }
    return this;
  }

  PickleAssembler ops(String ascii) {
    out.writeBytes(ascii.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  PickleAssembler text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.write('X');
    little(utf8.length, Integer.BYTES);
    out.writeBytes(utf8);
    return this;
  }

  /** A signed integer of 64 bits. */
  PickleAssembler integer(long value) {
    op(0x8a, Long.BYTES);
    little(value, Long.BYTES);
    return this;
  }

  PickleAssembler integers(long... values) {
    op('(');
    for (long value : values) {
      integer(value);
    }
    return op('t');
  }

  PickleAssembler global(String module, String name) {
    return ops("c" + module + "\n" + name + "\n");
  }

  PickleAssembler emptyOrderedDict() {
    return global("collections", "OrderedDict").ops(")R");
  }

  PickleAssembler storage(String type, String key, long elements) {
    return op('(')
        .text("storage")
        .global("torch", type)
        .text(key)
        .text("cpu")
        .integer(elements)
        .op('t', 'Q');
  }

  /** A tensor that fills its storage of floats. */
  PickleAssembler floats(String key, long... shape) {
    long elements = 1;
    for (long size : shape) {
      elements *= size;
    }
    return tensor("FloatStorage", key, elements, 0, shape, TensorView.rowMajorStrides(shape));
  }

  PickleAssembler tensor(
      String type, String key, long elements, long offset, long[] shape, long[] strides) {
    return global("torch._utils", "_rebuild_tensor_v2")
        .op('(')
        .storage(type, key, elements)
        .integer(offset)
        .integers(shape)
        .integers(strides)
        .op(0x89)
        .emptyOrderedDict()
        .op('t', 'R');
  }

  /** Ends the pickle. */
  byte[] stop() {
    return op('.').bytes();
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private void little(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >> (8 * i)));
    }
  }
}
