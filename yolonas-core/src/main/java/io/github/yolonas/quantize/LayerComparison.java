package io.github.yolonas.quantize;

import io.github.yolonas.QuantizationReport;
import io.github.yolonas.model.ConvolutionLeaf;
import io.github.yolonas.model.Execution;
import io.github.yolonas.model.Scoped;
import io.github.yolonas.model.Shortcut;
import io.github.yolonas.model.TensorExecution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Runs a quantized network beside its fp32 original, leaf by leaf, and measures what each layer's
 * rounding costs: on an exact input (its own doing) and on the quantized network's input (all that
 * has gathered up to it).
 */
final class LayerComparison implements Execution<LayerComparison.Pair> {
  private static final TensorExecution TENSORS = TensorExecution.INSTANCE;

  private final Map<String, ConvolutionLeaf> exactLeaves;
  private final Map<String, Shortcut> exactShortcuts;
  private final Map<String, Energy> layers = new LinkedHashMap<>();

  /** The same feature map of both networks. */
  record Pair(Tensor exact, Tensor quantized) {}

  /** Sums of squares: of the signal, of a layer's own error, of the error that has gathered. */
  private static final class Energy {
    private double signal;
    private double own;
    private double gathered;
  }

  LayerComparison(NamedLeaves exact) {
    exactLeaves = exact.convolutions();
    exactShortcuts = exact.shortcuts();
  }

  @Override
  public Pair convolution(ConvolutionLeaf leaf, Pair input) {
    ConvolutionLeaf original = Objects.requireNonNull(exactLeaves.get(leaf.name()), leaf.name());
    Tensor exact = original.forward(input.exact());
    Tensor quantized = leaf.forward(input.quantized());
    measure(leaf.name(), exact, quantized, () -> leaf.forward(input.exact()));
    return new Pair(exact, quantized);
  }

  @Override
  public Pair shortcut(Shortcut leaf, Pair input, Pair output) {
    Shortcut original = Objects.requireNonNull(exactShortcuts.get(leaf.name()), leaf.name());
    return new Pair(
        original.add(input.exact(), output.exact()),
        leaf.add(input.quantized(), output.quantized()));
  }

  @Override
  public Pair concat(List<Pair> parts) {
    return new Pair(
        TENSORS.concat(parts.stream().map(Pair::exact).toList()),
        TENSORS.concat(parts.stream().map(Pair::quantized).toList()));
  }

  @Override
  public Pair maxPool(Pair input, int kernel) {
    return new Pair(
        TENSORS.maxPool(input.exact(), kernel), TENSORS.maxPool(input.quantized(), kernel));
  }

  @Override
  public void release(Pair value) {
    TENSORS.release(value.exact());
    TENSORS.release(value.quantized());
  }

  @Override
  public Pair scoped(Supplier<Pair> part) {
    return Scoped.run(part, pair -> List.of(pair.exact(), pair.quantized()));
  }

  private void measure(String name, Tensor exact, Tensor quantized, Supplier<Tensor> alone) {
    try (PointerScope scope = new PointerScope()) {
      Energy energy = layers.computeIfAbsent(name, key -> new Energy());
      energy.signal += squares(exact);
      energy.gathered += squares(TENSORS.floating(quantized).sub(exact));
      energy.own += squares(TENSORS.floating(alone.get()).sub(exact));
    }
  }

  private static double squares(Tensor x) {
    return x.pow(new Scalar(2)).sum().item().toDouble();
  }

  /** A layer's own signal-to-noise ratio in dB, by name. */
  Map<String, Double> ownRatios() {
    Map<String, Double> ratios = new LinkedHashMap<>();
    layers.forEach((name, energy) -> ratios.put(name, decibels(energy.signal, energy.own)));
    return ratios;
  }

  /** The figures of every layer, in the order in which they run. */
  List<QuantizationReport.Layer> report(Predicate<String> quantized) {
    List<QuantizationReport.Layer> report = new ArrayList<>();
    layers.forEach(
        (name, energy) ->
            report.add(
                new QuantizationReport.Layer(
                    name,
                    quantized.test(name),
                    decibels(energy.signal, energy.own),
                    decibels(energy.signal, energy.gathered))));
    return report;
  }

  private static double decibels(double signal, double noise) {
    return 10 * Math.log10(signal / noise);
  }
}
