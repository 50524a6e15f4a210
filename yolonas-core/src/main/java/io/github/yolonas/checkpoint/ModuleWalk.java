package io.github.yolonas.checkpoint;

import io.github.yolonas.checkpoint.PyValue.Dict;
import io.github.yolonas.checkpoint.PyValue.Instance;
import io.github.yolonas.checkpoint.PyValue.Sequence;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The state dict of a whole module that was pickled with its class: what {@code
 * torch.nn.Module.state_dict()} would give, read off its attributes. Parameters come first, then
 * the persistent buffers, then the children in order.
 *
 * <p>Modules may be shared, so a small file can describe a huge tree, or an endless one. Depth,
 * names and the number of steps are bounded.
 */
final class ModuleWalk {
  private static final int DEEPEST = 100;
  private static final int LONGEST_NAME = 1_024;

  private final String file;
  private final CheckpointLimits limits;
  private long steps;

  ModuleWalk(String file, CheckpointLimits limits) {
    this.file = file;
    this.limits = limits;
  }

  /** Whether this was a {@code torch.nn.Module}, judged by the attributes that each one has. */
  static boolean isModule(Instance instance) {
    return instance.attribute("_parameters") instanceof Dict
        && instance.attribute("_modules") instanceof Dict;
  }

  /**
   * All parameters and persistent buffers by their dotted names.
   *
   * @throws CheckpointException if modules are nested endlessly
   */
  Map<String, PyValue> stateDict(Instance root) {
    Map<String, PyValue> tensors = new LinkedHashMap<>();
    visit(root, "", 0, tensors);
    return tensors;
  }

  private void visit(Instance module, String prefix, int depth, Map<String, PyValue> tensors) {
    if (depth > DEEPEST || prefix.length() > LONGEST_NAME) {
      throw endless(prefix);
    }
    collect(module, "_parameters", Set.of(), prefix, tensors);
    collect(module, "_buffers", nonPersistentBuffers(module, prefix), prefix, tensors);
    if (module.attribute("_modules") instanceof Dict children) {
      children.entries.forEach(
          (name, child) -> {
            spend(1, prefix);
            if (child instanceof Instance instance) {
              visit(instance, prefix + name + ".", depth + 1, tensors);
            }
          });
    }
  }

  private Set<Object> nonPersistentBuffers(Instance module, String prefix) {
    if (module.attribute("_non_persistent_buffers_set") instanceof Sequence names) {
      spend(names.items.size(), prefix);
      Set<Object> left = new HashSet<>();
      names.items.stream().filter(String.class::isInstance).forEach(left::add);
      return left;
    }
    return Set.of();
  }

  private void collect(
      Instance module,
      String attribute,
      Set<Object> left,
      String prefix,
      Map<String, PyValue> tensors) {
    if (module.attribute(attribute) instanceof Dict named) {
      named.entries.forEach(
          (name, value) -> {
            spend(1, prefix);
            if (StateDictSearch.isTensor(value) && !left.contains(name)) {
              tensors.put(prefix + name, (PyValue) value);
            }
          });
      if (tensors.size() > limits.maxTensors()) {
        throw endless(prefix);
      }
    }
  }

  private void spend(int count, String prefix) {
    steps += count;
    if (steps > limits.maxPickleOpcodes()) {
      throw endless(prefix);
    }
  }

  private CheckpointException endless(String prefix) {
    return CheckpointException.expected(
        file,
        prefix,
        "modules nested at most %d deep, with at most %d tensors"
            .formatted(DEEPEST, limits.maxTensors()),
        "more; does the module contain itself?");
  }
}
