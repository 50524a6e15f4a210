package io.github.yolonas.train.optim;

import io.github.yolonas.train.network.ParameterNames;
import io.github.yolonas.train.network.TrainableNetwork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Tensor;

/**
 * Parameters that are treated alike.
 *
 * @param name of its learning rate
 * @param weightDecay 0 or more
 * @param parameters by name, in the network's order; the network's
 */
public record ParameterGroup(String name, double weightDecay, Map<String, Tensor> parameters) {
  /** The learning rate of parameters for which no other is named. */
  public static final String DEFAULT = "default";

  /** Copies the map. */
  public ParameterGroup {
    if (!(weightDecay >= 0 && Double.isFinite(weightDecay))) {
      throw new IllegalArgumentException(
          "weightDecay: expected a finite number from 0, found " + weightDecay);
    }
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * The recipes' two groups: first biases and batch norms, which do not decay, then all others. The
   * original: {@code build_optimizer} with {@code zero_weight_decay_on_bias_and_bn}.
   *
   * @param weightDecay of the second group
   */
  public static List<ParameterGroup> of(TrainableNetwork network, double weightDecay) {
    return of(network, weightDecay, List.of());
  }

  /**
   * The recipes' two groups for each part of the network that has a learning rate of its own.
   *
   * @param weightDecay of what decays
   * @param parts prefixes of names, such as {@code backbone}, which become names of learning rates;
   *     all else is {@link #DEFAULT}
   */
  public static List<ParameterGroup> of(
      TrainableNetwork network, double weightDecay, List<String> parts) {
    List<ParameterGroup> groups = new ArrayList<>();
    List<String> names = new ArrayList<>(parts);
    names.add(DEFAULT);
    for (String part : names) {
      Predicate<String> mine = name -> part.equals(partOf(name, parts));
      groups.add(
          new ParameterGroup(part, 0, select(network, mine.and(ParameterNames::isBiasOrNorm))));
      groups.add(
          new ParameterGroup(
              part,
              weightDecay,
              select(network, mine.and(name -> !ParameterNames.isBiasOrNorm(name)))));
    }
    return groups;
  }

  private static String partOf(String name, List<String> parts) {
    return parts.stream().filter(part -> name.startsWith(part + ".")).findFirst().orElse(DEFAULT);
  }

  /** What is frozen is left out. */
  private static Map<String, Tensor> select(TrainableNetwork network, Predicate<String> chosen) {
    Map<String, Tensor> selected = new LinkedHashMap<>(network.parameters());
    selected.keySet().removeIf(chosen.negate());
    selected.values().removeIf(parameter -> !parameter.requires_grad());
    return selected;
  }
}
