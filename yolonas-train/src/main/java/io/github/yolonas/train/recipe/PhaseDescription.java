package io.github.yolonas.train.recipe;

import io.github.yolonas.train.loader.DataLoaderOptions;
import io.github.yolonas.train.trainer.TrainerOptions;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a phase's result depends on, as texts that are the same in every process. */
final class PhaseDescription {
  /** Changes when a phase goes on and not what comes of it. */
  private static final Set<String> FREE =
      Set.of("workers", "prefetch", "cacheBytes", "pictures", "saveEverySteps", "threads");

  private PhaseDescription() {}

  static Map<String, String> of(Recipe recipe, int index, List<String> classNames) {
    Phase phase = recipe.phases().get(index);
    Map<String, String> description = new LinkedHashMap<>();
    description.put("phase", phase.name());
    description.put("classNames", classNames.toString());
    if (index == 0) {
      description.put("network", recipe.network().toString());
      description.put("networkSeed", Long.toString(recipe.seed()));
    }
    description.put("train", phase.data().train().toString());
    description.put("validation", phase.data().validation().map(Object::toString).orElse("none"));
    add(description, DataLoaderOptions.class, phase.loading());
    add(description, TrainerOptions.class, phase.training());
    description.put("distillation", phase.distillation().map(Object::toString).orElse("none"));
    return description;
  }

  private static <R extends Record> void add(
      Map<String, String> description, Class<R> type, R options) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (!FREE.contains(component.getName())) {
        description.put(component.getName(), text(component, options));
      }
    }
  }

  private static String text(RecordComponent component, Record options) {
    try {
      Object value = component.getAccessor().invoke(options);
      return value instanceof Set<?> set
          ? new TreeSet<>(set.stream().map(String::valueOf).toList()).toString()
          : String.valueOf(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component.toString(), e);
    }
  }

  /** What differs, in words; empty if nothing does. */
  static List<String> differences(Map<String, String> before, Map<String, String> now) {
    Collection<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String was = before.getOrDefault(name, "nothing");
      String is = now.getOrDefault(name, "nothing");
      if (!was.equals(is)) {
        differences.add("%s: expected %s as before, found %s".formatted(name, was, is));
      }
    }
    return differences;
  }
}
