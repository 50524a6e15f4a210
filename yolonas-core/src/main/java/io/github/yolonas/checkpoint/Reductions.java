package io.github.yolonas.checkpoint;

import static io.github.yolonas.checkpoint.PyValue.None.NONE;

import io.github.yolonas.checkpoint.PyValue.Bytes;
import io.github.yolonas.checkpoint.PyValue.Dict;
import io.github.yolonas.checkpoint.PyValue.Global;
import io.github.yolonas.checkpoint.PyValue.Instance;
import io.github.yolonas.checkpoint.PyValue.None;
import io.github.yolonas.checkpoint.PyValue.Sequence;
import io.github.yolonas.checkpoint.PyValue.Sequence.Kind;
import io.github.yolonas.checkpoint.PyValue.Storage;
import io.github.yolonas.checkpoint.PyValue.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls in a pickle that stand for plain data, by the function's or class's name. Every other
 * call yields an {@link Instance}.
 */
final class Reductions {
  /** The value that a call with these arguments stands for. */
  private interface Reduction {
    Object apply(PickleMachine m, List<Object> arguments);
  }

  private static final Map<String, Reduction> CALLS = new TreeMap<>();
  private static final Map<String, Reduction> TENSORS = new TreeMap<>();

  static {
    for (String dict : List.of("collections.OrderedDict", "builtins.dict", "__builtin__.dict")) {
      CALLS.put(dict, (m, args) -> dict(m, args.isEmpty() ? NONE : args.get(0)));
    }
    CALLS.put(
        "collections.defaultdict", (m, args) -> dict(m, args.size() < 2 ? NONE : args.get(1)));
    for (String module : List.of("builtins.", "__builtin__.")) {
      CALLS.put(module + "list", (m, args) -> sequence(m, Kind.LIST, args));
      CALLS.put(module + "tuple", (m, args) -> sequence(m, Kind.TUPLE, args));
      CALLS.put(module + "set", (m, args) -> sequence(m, Kind.SET, args));
      CALLS.put(module + "frozenset", (m, args) -> sequence(m, Kind.SET, args));
      CALLS.put(module + "bytearray", Reductions::bytes);
      CALLS.put(module + "bytes", Reductions::bytes);
    }
    CALLS.put("torch.Size", (m, args) -> sequence(m, Kind.TUPLE, args));
    CALLS.put("_codecs.encode", Reductions::bytes);
    CALLS.put("copyreg._reconstructor", Reductions::reconstruct);
    CALLS.put("copy_reg._reconstructor", Reductions::reconstruct);
    CALLS.put("numpy.core.multiarray.scalar", NumpyScalars::read);
    CALLS.put("numpy._core.multiarray.scalar", NumpyScalars::read);

    TENSORS.put("torch._utils._rebuild_tensor", Reductions::tensor);
    TENSORS.put("torch._utils._rebuild_tensor_v2", Reductions::tensor);
    TENSORS.put("torch._utils._rebuild_tensor_v3", Reductions::tensorWithType);
    TENSORS.put("torch._utils._rebuild_parameter", Reductions::first);
    TENSORS.put("torch._utils._rebuild_parameter_with_state", Reductions::first);
    TENSORS.put("torch.nn.parameter.Parameter", Reductions::first);
    CALLS.putAll(TENSORS);
    CALLS.put("torch._tensor._rebuild_from_type_v2", Reductions::tensorOfType);
  }

  private Reductions() {}

  /** {@code REDUCE}: the function and the tuple of its arguments. */
  static Object call(PickleMachine m, List<Object> functionAndArguments) {
    Object function = functionAndArguments.get(0);
    if (function instanceof Global global
        && functionAndArguments.get(1) instanceof Sequence arguments
        && CALLS.containsKey(global.qualified())) {
      return Objects.requireNonNull(CALLS.get(global.qualified())).apply(m, arguments.items);
    }
    return new Instance(function, functionAndArguments.get(1));
  }

  /** {@code NEWOBJ}: the class and the arguments of its {@code __new__}. */
  static Object construct(PickleMachine m, List<Object> typeAndArguments) {
    return call(m, typeAndArguments);
  }

  /** {@code BUILD}: the state of an object, which plain data does not need. */
  static void build(Object state, Object target) {
    if (target instanceof Instance instance) {
      instance.state = state;
    }
  }

  /** A reference out of the pickle: to a storage, or (from old files) to a module's source code. */
  static Object persistent(PickleMachine m, Object id) {
    if (id instanceof Sequence parts && parts.items.size() >= 2) {
      Object kind = parts.items.get(0);
      if ("storage".equals(kind)) {
        return storage(m, parts.items);
      }
      if ("module".equals(kind)) {
        return parts.items.get(1);
      }
    }
    return new Instance(new Global("pickle", "persistent_id"), id);
  }

  private static Storage storage(PickleMachine m, List<Object> parts) {
    if (parts.size() >= 5
        && parts.get(1) instanceof Global type
        && parts.get(2) instanceof String key
        && parts.get(4) instanceof Long elements) {
      Storage storage = new Storage(type.name(), key, elements, viewOffset(m, parts));
      m.onStorage.accept(storage);
      return storage;
    }
    throw m.in.malformed("a storage without its type, key or size");
  }

  /** Files from before PyTorch 0.4 have storages that are views of others. */
  private static long viewOffset(PickleMachine m, List<Object> parts) {
    if (parts.size() < 6 || parts.get(5) == NONE) {
      return 0;
    }
    if (parts.get(5) instanceof Sequence view
        && view.items.size() == 3
        && view.items.get(1) instanceof Long offset) {
      return offset;
    }
    throw m.in.malformed("a storage view without its offset");
  }

  private static Object tensor(PickleMachine m, List<Object> args) {
    return tensor(m, args, null);
  }

  private static Object tensorWithType(PickleMachine m, List<Object> args) {
    return tensor(m, args, args.size() > 6 && args.get(6) instanceof Global type ? type : null);
  }

  private static Object tensor(PickleMachine m, List<Object> args, @Nullable Global dtype) {
    if (args.size() >= 4 && args.get(0) instanceof Storage storage) {
      return new Tensor(storage, args.get(1), args.get(2), args.get(3), dtype);
    }
    throw m.in.malformed("a tensor without its storage, offset, shape or strides");
  }

  /** A parameter: its data, and flags which are of no use here. */
  private static Object first(PickleMachine m, List<Object> args) {
    if (args.isEmpty()) {
      throw m.in.malformed("a parameter without data");
    }
    return args.get(0);
  }

  /** A tensor of a Python subclass, with attributes: (function, class, arguments, state). */
  private static Object tensorOfType(PickleMachine m, List<Object> args) {
    if (args.size() >= 3
        && args.get(0) instanceof Global function
        && args.get(2) instanceof Sequence arguments
        && TENSORS.containsKey(function.qualified())) {
      return Objects.requireNonNull(TENSORS.get(function.qualified())).apply(m, arguments.items);
    }
    return new Instance(
        new Global("torch._tensor", "_rebuild_from_type_v2"), new Sequence(Kind.TUPLE, args));
  }

  private static Object reconstruct(PickleMachine m, List<Object> args) {
    if (args.isEmpty()) {
      throw m.in.malformed("an object without a class");
    }
    return new Instance(args.get(0), new Sequence(Kind.TUPLE, args));
  }

  private static Object dict(PickleMachine m, Object content) {
    Dict dict = new Dict();
    if (content instanceof Dict other) {
      m.spend(other.entries.size());
      other.entries.forEach(dict::put);
    } else if (content instanceof Sequence pairs) {
      m.spend(pairs.items.size());
      for (Object pair : pairs.items) {
        if (!(pair instanceof Sequence keyAndValue) || keyAndValue.items.size() != 2) {
          throw m.in.malformed("a dict made from something that is no pair");
        }
        dict.put(keyAndValue.items.get(0), keyAndValue.items.get(1));
      }
    } else if (content != None.NONE) {
      throw m.in.malformed("a dict made from neither a dict nor pairs");
    }
    return dict;
  }

  private static Object sequence(PickleMachine m, Kind kind, List<Object> args) {
    if (args.isEmpty()) {
      return new Sequence(kind, new ArrayList<>(0));
    }
    if (args.get(0) instanceof Sequence content) {
      m.spend(content.items.size());
      return new Sequence(kind, new ArrayList<>(content.items));
    }
    throw m.in.malformed("a " + kind + " made from something that is no sequence");
  }

  /** {@code bytes} as protocol 2 spells them: text, one byte a character, to be encoded. */
  private static Object bytes(PickleMachine m, List<Object> args) {
    if (args.isEmpty()) {
      return new Bytes(new byte[0]);
    }
    if (args.get(0) instanceof String text) {
      m.spendBytes(text.length());
      return new Bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    if (args.get(0) instanceof Bytes bytes) {
      return bytes;
    }
    return new Instance(new Global("builtins", "bytes"), new Sequence(Kind.TUPLE, args));
  }
}
