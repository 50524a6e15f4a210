package io.github.yolonas.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Python objects of a pickle, as inert data. {@code bool}, {@code int}, {@code float} and
 * {@code str} are Java's Boolean, Long (or BigInteger), Double and String; all else is one of
 * these.
 *
 * <p>A pickle can build a list that holds itself, or tuples nested a million deep. Therefore the
 * containers compare by identity, and whoever walks them keeps count.
 */
sealed interface PyValue {

  /** Python's {@code None}, which is a value like any other. */
  enum None implements PyValue {
    NONE
  }

  /** A {@code list}, {@code tuple} or {@code set}. */
  final class Sequence implements PyValue {
    enum Kind {
      LIST,
      TUPLE,
      SET
    }

    final Kind kind;
    final List<Object> items;

    Sequence(Kind kind, List<Object> items) {
      this.kind = kind;
      this.items = items;
    }

    static Sequence list(List<?> items) {
      return new Sequence(Kind.LIST, new ArrayList<>(items));
    }

    static Sequence tuple(Object... items) {
      return new Sequence(Kind.TUPLE, List.of(items));
    }
  }

  /**
   * A {@code dict}, {@code OrderedDict} or the like, in order. Only text keys are looked up; of
   * entries with other keys just the values are kept, so that no key's hash code matters.
   */
  final class Dict implements PyValue {
    final Map<String, Object> entries = new LinkedHashMap<>();
    private List<Object> others = List.of();

    @Nullable Object get(String key) {
      return entries.get(key);
    }

    Dict put(Object key, Object value) {
      if (key instanceof String text) {
        entries.put(text, value);
      } else {
        others = others.isEmpty() ? new ArrayList<>() : others;
        others.add(value);
      }
      return this;
    }

    /** The values of all keys that are not text. */
    List<Object> others() {
      return others;
    }
  }

  /** A {@code bytes} or {@code bytearray}. */
  final class Bytes implements PyValue {
    final byte[] value;

    Bytes(byte[] value) {
      this.value = value;
    }
  }

  /** The name of a class or function. Only ever a name: nothing is looked up, nothing called. */
  record Global(String module, String name) implements PyValue {
    String qualified() {
      return module + "." + name;
    }
  }

  /** An object of a class that means nothing to us: its class's name and what it was made from. */
  final class Instance implements PyValue {
    final Object type;
    final Object arguments;
    Object state = None.NONE;
    private @Nullable Dict entries;
    private @Nullable List<Object> items;

    Instance(Object type, Object arguments) {
      this.type = type;
      this.arguments = arguments;
    }

    /** What was put into it as into a dict. */
    Dict entries() {
      if (entries == null) {
        entries = new Dict();
      }
      return entries;
    }

    /** What was added to it as to a list or set. */
    List<Object> items() {
      if (items == null) {
        items = new ArrayList<>();
      }
      return items;
    }

    /** Like {@code package.module.Class}. */
    String typeName() {
      return type instanceof Global global ? global.qualified() : "an unnamed type";
    }

    /** An attribute, as plain objects keep them: in a dict, or in a dict beside the slots. */
    @Nullable Object attribute(String name) {
      Object dict = state;
      if (dict instanceof Sequence pair && pair.kind == Sequence.Kind.TUPLE) {
        dict = pair.items.isEmpty() ? None.NONE : pair.items.get(0);
      }
      return dict instanceof Dict attributes ? attributes.get(name) : null;
    }
  }

  /**
   * A run of elements that tensors are views of.
   *
   * @param type the storage class's name, such as {@code FloatStorage}
   * @param key its name in the file
   * @param elements its length in elements (in bytes for an {@code UntypedStorage})
   * @param viewOffset where it begins in the storage of that key, in elements; nearly always 0
   */
  record Storage(String type, String key, long elements, long viewOffset) implements PyValue {}

  /** A view of a storage, as claimed by the file; nothing of it is checked yet. */
  final class Tensor implements PyValue {
    final Storage storage;
    final Object offset;
    final Object shape;
    final Object strides;
    final @Nullable Global dtype;

    Tensor(Storage storage, Object offset, Object shape, Object strides, @Nullable Global dtype) {
      this.storage = storage;
      this.offset = offset;
      this.shape = shape;
      this.strides = strides;
      this.dtype = dtype;
    }
  }
}
