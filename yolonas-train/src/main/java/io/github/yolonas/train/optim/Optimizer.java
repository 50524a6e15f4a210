package io.github.yolonas.train.optim;

import io.github.yolonas.model.NativeOperator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Moves parameters along their gradients. Not thread-safe.
 *
 * <p>Each group is moved by one call of LibTorch's fused kernel, which reads and writes every
 * number once. A parameter without gradient is left alone. The optimizer owns what it remembers of
 * the parameters until it is closed; the parameters are the network's.
 */
public abstract sealed class Optimizer implements AutoCloseable permits AdamW, Sgd {
  private final List<ParameterGroup> groups;
  private final Map<String, Double> learningRates = new HashMap<>();
  private final Map<String, Map<String, Tensor>> memory = new LinkedHashMap<>();

  /**
   * For these groups.
   *
   * @param learningRate of all of them at first
   */
  Optimizer(List<ParameterGroup> groups, double learningRate) {
    this.groups = List.copyOf(groups);
    groups.forEach(group -> learningRates.put(group.name(), learningRate));
    setLearningRate(learningRate);
  }

  /** Parameters of one group that have a gradient, and the gradients. */
  record Slope(List<String> names, List<Tensor> parameters, List<Tensor> gradients) {
    static Slope of(ParameterGroup group) {
      Slope slope = new Slope(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      group
          .parameters()
          .forEach(
              (name, parameter) -> {
                Tensor gradient = parameter.grad();
                if (gradient.defined()) {
                  slope.names.add(name);
                  slope.parameters.add(parameter);
                  slope.gradients.add(gradient);
                }
              });
      return slope;
    }

    /** The part of it that {@code names} lists. */
    Slope only(List<String> chosen) {
      List<Integer> at = chosen.stream().map(names::indexOf).toList();
      return new Slope(
          chosen,
          at.stream().map(parameters::get).toList(),
          at.stream().map(gradients::get).toList());
    }
  }

  /** Moves every parameter that has a gradient. */
  public final void step() {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      for (ParameterGroup group : groups) {
        Slope slope = Slope.of(group);
        if (!slope.names().isEmpty()) {
          move(slope, learningRate(group.name()), group.weightDecay());
        }
      }
    }
  }

  abstract void move(Slope slope, double learningRate, double weightDecay);

  /** What is remembered of each of the parameters; at first as {@code initial} says. */
  final List<Tensor> remembered(Slope slope, String what, Initial initial) {
    List<Tensor> values = new ArrayList<>();
    for (int i = 0; i < slope.names().size(); i++) {
      Tensor parameter = slope.parameters().get(i);
      values.add(
          memory
              .computeIfAbsent(slope.names().get(i), name -> new LinkedHashMap<>())
              .computeIfAbsent(what, key -> initial.of(parameter).retainReference()));
    }
    return values;
  }

  /** Makes what is remembered of a parameter before its first step. */
  interface Initial {
    Tensor of(Tensor parameter);

    Initial ZEROS = torch::zeros_like;
  }

  final boolean remembers(String parameter) {
    return memory.containsKey(parameter);
  }

  static IValue list(List<Tensor> tensors) {
    return NativeOperator.tensors(tensors);
  }

  /** The groups, in order. */
  public final List<ParameterGroup> groups() {
    return groups;
  }

  /** Sets the learning rate of all groups, a finite number from 0. */
  public final void setLearningRate(double value) {
    requireRate(value);
    learningRates.replaceAll((name, old) -> value);
  }

  private static void requireRate(double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "learningRate: expected a finite number from 0, found " + value);
    }
  }

  /**
   * Sets the learning rate of the groups of a name.
   *
   * @throws IllegalArgumentException if there is no such group
   */
  public final void setLearningRate(String group, double value) {
    learningRate(group);
    requireRate(value);
    learningRates.put(group, value);
  }

  /**
   * The learning rate of the groups of a name.
   *
   * @throws IllegalArgumentException if there is no such group
   */
  public final double learningRate(String group) {
    Double rate = learningRates.get(group);
    if (rate == null) {
      throw new IllegalArgumentException(
          "group: expected one of %s, found %s".formatted(learningRates.keySet(), group));
    }
    return rate;
  }

  /**
   * What it remembers, to be saved: for each parameter that has been moved, tensors under the names
   * that PyTorch gives them. They stay the optimizer's.
   */
  public final Map<String, Map<String, Tensor>> state() {
    return Collections.unmodifiableMap(memory);
  }

  /**
   * Goes on from what was saved.
   *
   * @param saved as {@link #state()} gave it; copied
   * @throws IllegalArgumentException if a parameter is none of this optimizer's
   */
  public final void restore(Map<String, Map<String, Tensor>> saved) {
    Map<String, Tensor> parameters = new HashMap<>();
    groups.forEach(group -> parameters.putAll(group.parameters()));
    for (String name : saved.keySet()) {
      if (!parameters.containsKey(name)) {
        throw new IllegalArgumentException(
            "optimizer state: expected one of the optimizer's parameters, found " + name);
      }
    }
    forget();
    saved.forEach(
        (name, values) ->
            memory.put(name, copies(values, Objects.requireNonNull(parameters.get(name)))));
  }

  private static Map<String, Tensor> copies(Map<String, Tensor> values, Tensor parameter) {
    Map<String, Tensor> copies = new LinkedHashMap<>();
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      values.forEach((what, value) -> copies.put(what, placed(value, parameter).retainReference()));
    }
    return copies;
  }

  /** A moment lies in memory as its parameter does; a count is an fp32 scalar beside it. */
  private static Tensor placed(Tensor value, Tensor parameter) {
    if (value.dim() == 0 && parameter.dim() > 0) {
      return value.to(parameter.device(), torch.ScalarType.Float).clone();
    }
    Tensor copy = torch.zeros_like(parameter);
    copy.copy_(value);
    return copy;
  }

  private void forget() {
    memory.values().forEach(values -> values.values().forEach(Tensor::releaseReference));
    memory.clear();
  }

  /** Frees what it remembers; it can then start anew. */
  @Override
  public final void close() {
    forget();
  }
}
