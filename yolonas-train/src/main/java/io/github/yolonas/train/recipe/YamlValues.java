package io.github.yolonas.train.recipe;

import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.train.synthetic.IntRange;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Values as a recipe has them. Each method throws an {@link IllegalArgumentException} that says
 * what was expected and what was found.
 */
final class YamlValues {
  private static final int LONGEST_QUOTED = 60;

  /** Gives no digit back: else a million of them and a letter would be tried in all ways. */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][-+]?\\d++)?");

  private YamlValues() {}

  /** Makes something of a value. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Node node);
  }

  static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  static String text(Node node) {
    if (node instanceof ScalarNode scalar && !isNull(node)) {
      return scalar.getValue();
    }
    throw unexpected("a text", node);
  }

  static int integer(Node node) {
    try {
      return Integer.parseInt(scalar("a whole number", node));
    } catch (NumberFormatException e) {
      throw unexpected("a whole number", node);
    }
  }

  static long wide(Node node) {
    try {
      return Long.parseLong(scalar("a whole number", node));
    } catch (NumberFormatException e) {
      throw unexpected("a whole number", node);
    }
  }

  static double number(Node node) {
    String text = scalar("a number", node);
    if (!NUMBER.matcher(text).matches()) {
      throw unexpected("a number", node);
    }
    return Double.parseDouble(text);
  }

  static boolean flag(Node node) {
    return switch (scalar("true or false", node)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw unexpected("true or false", node);
    };
  }

  private static String scalar(String expected, Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw unexpected(expected, node);
  }

  /** An enum's constant, in any case and with or without underscores: {@code adamw}, ADAM_W. */
  static <E extends Enum<E>> E choice(Node node, Class<E> type) {
    String text = text(node);
    for (E constant : type.getEnumConstants()) {
      if (plain(constant.name()).equals(plain(text))) {
        return constant;
      }
    }
    List<String> known =
        Arrays.stream(type.getEnumConstants()).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
    throw new IllegalArgumentException(
        "expected one of %s, found '%s'".formatted(String.join(", ", known), text));
  }

  private static String plain(String name) {
    return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
  }

  /** Texts; a single one may stand for a list of one. */
  static List<String> texts(Node node) {
    return list(node, YamlValues::text);
  }

  /** Values; a single one may stand for a list of one. */
  static <T> List<T> list(Node node, Reader<T> reader) {
    if (!(node instanceof SequenceNode sequence)) {
      return List.of(reader.read(node));
    }
    List<T> values = new ArrayList<>();
    sequence.getValue().forEach(each -> values.add(reader.read(each)));
    return values;
  }

  /** The least and the largest of a range, written {@code [0.5, 1.5]}. */
  static double[] range(Node node) {
    if (node instanceof SequenceNode sequence && sequence.getValue().size() == 2) {
      return sequence.getValue().stream().mapToDouble(YamlValues::number).toArray();
    }
    throw unexpected("two numbers such as [0.5, 1.5]", node);
  }

  /** The least and the largest of a range, written {@code [1, 6]}; one number stands for both. */
  static IntRange integers(Node node) {
    List<Integer> ends = list(node, YamlValues::integer);
    if (ends.isEmpty() || ends.size() > 2) {
      throw unexpected("a whole number, or two such as [1, 6]", node);
    }
    return new IntRange(ends.get(0), ends.get(ends.size() - 1));
  }

  /** A side of a square, or {@code [height, width]}. */
  static InputSize inputSize(Node node) {
    List<Integer> sides = list(node, YamlValues::integer);
    if (sides.isEmpty() || sides.size() > 2) {
      throw unexpected("a number of pixels, or [height, width]", node);
    }
    return new InputSize(sides.get(0), sides.get(sides.size() - 1));
  }

  static Path path(Node node, Path base) {
    String text = text(node);
    try {
      return base.resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("expected a path, found '" + text + "'", e);
    }
  }

  static Map<String, Double> numbers(YamlMap map) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (String key : map.keys()) {
      map.read(key, YamlValues::number).ifPresent(value -> numbers.put(key, value));
    }
    return numbers;
  }

  static IllegalArgumentException unexpected(String expected, Node found) {
    return new IllegalArgumentException("expected %s, found %s".formatted(expected, name(found)));
  }

  private static String name(Node node) {
    if (node instanceof MappingNode) {
      return "keys and values";
    }
    if (node instanceof ScalarNode scalar) {
      String text = scalar.getValue();
      String shown =
          text.length() > LONGEST_QUOTED ? text.substring(0, LONGEST_QUOTED) + "…" : text;
      return isNull(node) ? "nothing" : "'" + shown + "'";
    }
    return "a list";
  }
}
