package io.github.yolonas.checkpoint;

import io.github.yolonas.checkpoint.PyValue.Dict;
import io.github.yolonas.checkpoint.PyValue.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stored arguments of a processing step, under the original's names and with its defaults. Each
 * method throws an {@link IllegalArgumentException} for what it cannot use.
 */
record StepArguments(Dict stored) {
  private static final double DEFAULT_MAX_VALUE = 255;

  /** The first of {@code output_shape}, which is (height, width). */
  int height() {
    return pair("output_shape").get(0);
  }

  int width() {
    return pair("output_shape").get(1);
  }

  /** Of {@code shape_multiple}, whose two values must agree. */
  int multiple() {
    List<Integer> both = pair("shape_multiple");
    return same("shape_multiple", both);
  }

  /** One value, or the same one for each channel. */
  int padValue() {
    Object value = OmegaConf.plain(stored.get("pad_value"));
    return value instanceof Sequence
        ? same("pad_value", integers("pad_value"))
        : integer("pad_value", value);
  }

  double maxValue() {
    Object value = OmegaConf.plain(stored.get("max_value"));
    return value == null ? DEFAULT_MAX_VALUE : number("max_value", value);
  }

  List<Double> perChannel(String name) {
    List<Double> values = new ArrayList<>();
    sequence(name).items.forEach(item -> values.add(number(name, OmegaConf.plain(item))));
    return values;
  }

  void requireChannelsFirst() {
    if (stored.get("permutation") != null && !integers("permutation").equals(List.of(2, 0, 1))) {
      throw new IllegalArgumentException(
          "permutation: expected (2, 0, 1), found " + integers("permutation"));
    }
  }

  private List<Integer> pair(String name) {
    List<Integer> values = integers(name);
    if (values.size() != 2) {
      throw new IllegalArgumentException(name + ": expected 2 integers, found " + values.size());
    }
    return values;
  }

  private List<Integer> integers(String name) {
    List<Integer> values = new ArrayList<>();
    sequence(name).items.forEach(item -> values.add(integer(name, OmegaConf.plain(item))));
    return values;
  }

  private Sequence sequence(String name) {
    if (OmegaConf.plain(stored.get(name)) instanceof Sequence sequence
        && sequence.items.size() <= 64) {
      return sequence;
    }
    throw new IllegalArgumentException(name + ": expected a short list of numbers");
  }

  private static int integer(String name, @Nullable Object value) {
    return Optional.ofNullable(value)
        .flatMap(ProcessingCodec::toInt)
        .orElseThrow(() -> new IllegalArgumentException(name + ": expected an integer"));
  }

  private static double number(String name, @Nullable Object value) {
    return Optional.ofNullable(value)
        .flatMap(ProcessingCodec::toDouble)
        .orElseThrow(() -> new IllegalArgumentException(name + ": expected a number"));
  }

  private static int same(String name, List<Integer> values) {
    if (values.isEmpty() || !values.stream().allMatch(values.get(0)::equals)) {
      throw new IllegalArgumentException(name + ": expected equal values, found " + values);
    }
    return values.get(0);
  }
}
