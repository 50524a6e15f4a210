package io.github.yolonas.checkpoint;

import io.github.yolonas.checkpoint.PyValue.Dict;
import io.github.yolonas.checkpoint.PyValue.Global;
import io.github.yolonas.checkpoint.PyValue.None;
import io.github.yolonas.checkpoint.PyValue.Sequence;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a pickle of protocol 2 with the few instructions that PyTorch's restricted readers ({@code
 * weights_only=True}, LibTorch's own) understand.
 */
final class PickleWriter {
  private static final Global ORDERED_DICT = new Global("collections", "OrderedDict");
  private static final Global REBUILD = new Global("torch._utils", "_rebuild_tensor_v2");

  private static final int LARGEST_BYTE = 0xFF;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<Global, Integer> remembered = new HashMap<>();

  PickleWriter() {
    code(0x80);
    code(2);
  }

  /** Ends the pickle and gives its bytes. */
  byte[] finish() {
    code('.');
    return out.toByteArray();
  }

  /** Starts a {@code dict}; keys and values follow in turn, then {@link #endDict}. */
  void startDict() {
    code('}');
    code('(');
  }

  void endDict() {
    code('u');
  }

  /** A tensor that is the whole of the storage of that key. */
  void tensor(StoredTensor tensor, String storageKey) {
    global(REBUILD);
    code('(');
    storage(tensor, storageKey);
    integer(0);
    long[] shape = tensor.shape();
    integers(shape);
    integers(TensorView.rowMajorStrides(shape));
    code(0x89); // requires_grad
    emptyOrderedDict(); // backward hooks
    code('t');
    code('R');
  }

  /** Any value made of dicts, sequences, texts, numbers and booleans. */
  void value(Object value) {
    if (value instanceof Dict dict) {
      startDict();
      dict.entries.forEach(
          (key, item) -> {
            text(key);
            value(item);
          });
      endDict();
    } else if (value instanceof Sequence sequence) {
      boolean list = sequence.kind == Sequence.Kind.LIST;
      if (list) {
        code(']');
      }
      code('(');
      sequence.items.forEach(this::value);
      code(list ? 'e' : 't');
    } else if (value instanceof Double number) {
      code('G');
      bytes(ByteBuffer.allocate(Double.BYTES).putDouble(number));
    } else if (value instanceof Long number) {
      integer(number);
    } else if (value instanceof Boolean flag) {
      code(flag ? 0x88 : 0x89);
    } else if (value == None.NONE) {
      code('N');
    } else {
      text((String) value);
    }
  }

  void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    code('X');
    bytes(littleEndian(Integer.BYTES).putInt(utf8.length));
    out.writeBytes(utf8);
  }

  private void emptyOrderedDict() {
    global(ORDERED_DICT);
    code(')');
    code('R');
  }

  private void storage(StoredTensor tensor, String key) {
    code('(');
    text("storage");
    global(new Global("torch", tensor.dtype().torchStorage()));
    text(key);
    text("cpu");
    integer(tensor.elementCount());
    code('t');
    code('Q');
  }

  private void integers(long[] values) {
    code('(');
    for (long value : values) {
      integer(value);
    }
    code('t');
  }

  private void integer(long value) {
    if (value >= 0 && value <= LARGEST_BYTE) {
      code('K');
      code((int) value);
    } else if (value == (int) value) {
      code('J');
      bytes(littleEndian(Integer.BYTES).putInt((int) value));
    } else {
      code(0x8a);
      code(Long.BYTES);
      bytes(littleEndian(Long.BYTES).putLong(value));
    }
  }

  /** A name is written once and recalled afterwards. */
  private void global(Global global) {
    Integer index = remembered.get(global);
    if (index != null) {
      code('h');
      code(index);
      return;
    }
    code('c');
    String lines = global.module() + "\n" + global.name() + "\n";
    out.writeBytes(lines.getBytes(StandardCharsets.US_ASCII));
    code('q');
    code(remembered.size());
    remembered.put(global, remembered.size());
  }

  private void code(int code) {
    out.write(code);
  }

  private void bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.flip().remaining()];
    buffer.get(bytes);
    out.writeBytes(bytes);
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
