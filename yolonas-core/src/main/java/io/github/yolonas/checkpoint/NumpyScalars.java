package io.github.yolonas.checkpoint;

import io.github.yolonas.checkpoint.PyValue.Bytes;
import io.github.yolonas.checkpoint.PyValue.Global;
import io.github.yolonas.checkpoint.PyValue.Instance;
import io.github.yolonas.checkpoint.PyValue.Sequence;
import io.github.yolonas.checkpoint.PyValue.Sequence.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Single numbers of numpy's types, as trainers store their metrics. */
final class NumpyScalars {
  private NumpyScalars() {}

  /** {@code numpy.core.multiarray.scalar(dtype, bytes)}; an inert object for types not known. */
  static Object read(PickleMachine m, List<Object> arguments) {
    Object inert =
        new Instance(
            new Global("numpy.core.multiarray", "scalar"), new Sequence(Kind.TUPLE, arguments));
    if (arguments.size() == 2
        && arguments.get(0) instanceof Instance dtype
        && dtype.arguments instanceof Sequence spelling
        && !spelling.items.isEmpty()
        && spelling.items.get(0) instanceof String code
        && arguments.get(1) instanceof Bytes bytes
        && code.endsWith(String.valueOf(bytes.value.length))) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes.value).order(byteOrder(dtype));
      return switch (code) {
        case "f8" -> buffer.getDouble();
        case "f4" -> (double) buffer.getFloat();
        case "i8" -> buffer.getLong();
        case "i4" -> (long) buffer.getInt();
        case "b1" -> buffer.get() != 0;
        default -> inert;
      };
    }
    return inert;
  }

  /** The dtype's state is (version, byte order, …). */
  private static ByteOrder byteOrder(Instance dtype) {
    boolean big =
        dtype.state instanceof Sequence state
            && state.items.size() > 1
            && ">".equals(state.items.get(1));
    return big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }
}
