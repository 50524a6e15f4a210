package io.github.yolonas.train.recipe;

import io.github.yolonas.text.NearestName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Keys with values, and where they stand. What is wrong goes to the problems. */
final class YamlMap {
  /** "name: expected …", as options say it. */
  private static final Pattern NAMED = Pattern.compile("[\\w ]+: (expected .*)", Pattern.DOTALL);

  /** For each that is unknown, the known ones are compared with it. */
  private static final int MOST_KEYS = 1_000;

  private final String path;
  private final Node at;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Problems problems;

  private YamlMap(String path, Node at, Problems problems) {
    this.path = path;
    this.at = at;
    this.problems = problems;
  }

  /**
   * A map of a value; empty, with a problem, if it is something else.
   *
   * @param path the keys that lead to it, each with a dot after it
   */
  static YamlMap of(String path, Node node, Problems problems) {
    YamlMap map = new YamlMap(path, node, problems);
    String name = path.isEmpty() ? "" : path.substring(0, path.length() - 1) + ": ";
    if (node instanceof MappingNode mapping) {
      if (mapping.getValue().size() > MOST_KEYS) {
        problems.add(
            node,
            "%sexpected at most %d keys, found %d"
                .formatted(name, MOST_KEYS, mapping.getValue().size()));
        return map;
      }
      mapping.getValue().forEach(map::add);
    } else {
      problems.add(node, name + YamlValues.unexpected("keys and values", node).getMessage());
    }
    return map;
  }

  private void add(NodeTuple entry) {
    if (!(entry.getKeyNode() instanceof ScalarNode key)) {
      problems.add(entry.getKeyNode(), "expected a key");
    } else if (keys.putIfAbsent(key.getValue(), key) != null) {
      problems.add(key, "key '%s%s' appears twice".formatted(path, key.getValue()));
    } else {
      values.put(key.getValue(), entry.getValueNode());
    }
  }

  Set<String> keys() {
    return keys.keySet();
  }

  Node node() {
    return at;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Reports every key that is not one of these. */
  void requireKnown(Set<String> known) {
    SortedSet<String> names = new TreeSet<>(known);
    keys.forEach(
        (name, node) -> {
          if (!known.contains(name)) {
            problems.add(node, "unknown key '%s%s'; %s".formatted(path, name, hint(name, names)));
          }
        });
  }

  /** "did you mean …?" if a known key is near, whatever its case and dashes, else all of them. */
  private static String hint(String mistyped, SortedSet<String> known) {
    return NearestName.of(mistyped, known, name -> name.replaceAll("[-_ ]", ""))
        .map(name -> "did you mean '" + name + "'?")
        .orElseGet(() -> "expected one of " + String.join(", ", known));
  }

  /** Reports that a key is missing. */
  void require(String key, String expected) {
    if (!has(key)) {
      problems.add(at, "%s%s: expected %s, found nothing".formatted(path, key, expected));
    }
  }

  /** The value of a key; empty if there is none, it is null, or it is wrong, which is reported. */
  <T> Optional<T> read(String key, YamlValues.Reader<T> reader) {
    Node node = values.get(key);
    if (node == null || YamlValues.isNull(node)) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.read(node));
    } catch (IllegalArgumentException e) {
      problems.add(node, path + key + ": " + reason(e));
      return Optional.empty();
    }
  }

  /** The map under a key; empty if there is none. */
  Optional<YamlMap> child(String key) {
    return read(key, node -> of(path + key + ".", node, problems));
  }

  /** Reports a problem that several of the keys have together. */
  void report(IllegalArgumentException e) {
    problems.add(at, path + e.getMessage());
  }

  /** What is wrong, without the name that the options have for it: the key has one. */
  private static String reason(IllegalArgumentException e) {
    String message = String.valueOf(e.getMessage());
    Matcher named = NAMED.matcher(message);
    return named.matches() ? named.group(1) : message;
  }
}
