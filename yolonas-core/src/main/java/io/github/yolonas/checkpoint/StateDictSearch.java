package io.github.yolonas.checkpoint;

import io.github.yolonas.checkpoint.PyValue.Dict;
import io.github.yolonas.checkpoint.PyValue.Instance;
import io.github.yolonas.checkpoint.PyValue.Sequence;
import io.github.yolonas.checkpoint.PyValue.Tensor;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the network's weights in what a pickle holds.
 *
 * <p>The original's trainer stores {@code net}, and {@code ema_net} with the moving average of the
 * weights, which it prefers. Other programs use other keys, at other depths; there, the largest
 * mapping from names to tensors is meant, the first found of several equally large ones.
 */
final class StateDictSearch {
  private static final List<String> ORIGINAL_KEYS = List.of("ema_net", "net");
  private static final String PARALLEL_PREFIX = "module.";

  private final ModuleWalk modules;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Queue<Object> waiting = new ArrayDeque<>();

  StateDictSearch(ModuleWalk modules) {
    this.modules = modules;
  }

  /** Names to {@link Tensor}s (or {@link Instance}s for kinds unknown); empty if there are none. */
  Map<String, PyValue> find(Object root) {
    if (root instanceof Dict checkpoint) {
      for (String key : ORIGINAL_KEYS) {
        Map<String, PyValue> weights = weightsOf(checkpoint.get(key));
        if (!weights.isEmpty()) {
          return withoutParallelPrefix(weights);
        }
      }
    }
    return withoutParallelPrefix(largestBelow(root));
  }

  private Map<String, PyValue> largestBelow(Object root) {
    Map<String, PyValue> largest = Map.of();
    enqueue(root);
    for (Object next = waiting.poll(); next != null; next = waiting.poll()) {
      Map<String, PyValue> weights = weightsOf(next);
      if (weights.size() > largest.size()) {
        largest = weights;
      }
      enqueueContent(next);
    }
    return largest;
  }

  private void enqueueContent(Object value) {
    if (value instanceof Dict dict) {
      enqueueAll(dict.entries.values());
      enqueueAll(dict.others());
    } else if (value instanceof Sequence sequence) {
      enqueueAll(sequence.items);
    } else if (value instanceof Instance instance && !ModuleWalk.isModule(instance)) {
      enqueue(instance.arguments);
      enqueue(instance.state);
      enqueue(instance.entries());
      enqueueAll(instance.items());
    }
  }

  private void enqueueAll(Collection<Object> values) {
    values.forEach(this::enqueue);
  }

  private void enqueue(Object value) {
    boolean container =
        value instanceof Dict || value instanceof Sequence || value instanceof Instance;
    if (container && seen.add(value)) {
      waiting.add(value);
    }
  }

  private Map<String, PyValue> weightsOf(@Nullable Object value) {
    if (value instanceof Instance instance) {
      return ModuleWalk.isModule(instance)
          ? modules.stateDict(instance)
          : tensorsIn(instance.entries());
    }
    return value instanceof Dict dict ? tensorsIn(dict) : Map.of();
  }

  private static Map<String, PyValue> tensorsIn(Dict dict) {
    Map<String, PyValue> tensors = new LinkedHashMap<>();
    dict.entries.forEach(
        (name, value) -> {
          if (isTensor(value)) {
            tensors.put(name, (PyValue) value);
          }
        });
    return tensors;
  }

  /** A tensor, or an object that PyTorch would make a tensor of some other kind from. */
  static boolean isTensor(Object value) {
    return value instanceof Tensor
        || (value instanceof Instance instance
            && instance.typeName().startsWith("torch.")
            && instance.typeName().contains("._rebuild_"));
  }

  /** Training on several devices wraps the network in a module of that name. */
  private static Map<String, PyValue> withoutParallelPrefix(Map<String, PyValue> weights) {
    if (!weights.keySet().stream().allMatch(name -> name.startsWith(PARALLEL_PREFIX))) {
      return weights;
    }
    Map<String, PyValue> stripped = new LinkedHashMap<>();
    weights.forEach((name, value) -> stripped.put(name.substring(PARALLEL_PREFIX.length()), value));
    return stripped;
  }
}
