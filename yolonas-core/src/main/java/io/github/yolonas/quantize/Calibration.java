package io.github.yolonas.quantize;

import io.github.yolonas.InferenceException;
import io.github.yolonas.model.ConvolutionLeaf;
import io.github.yolonas.model.Execution;
import io.github.yolonas.model.QuantizationParameters;
import io.github.yolonas.model.QuantizationPlan;
import io.github.yolonas.model.Scoped;
import io.github.yolonas.model.Shortcut;
import io.github.yolonas.model.TensorExecution;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Runs the fused fp32 network and watches every activation.
 *
 * <p>Feature maps that are joined get one range for all of them: then joining them is a copy of
 * bytes, and no rounding. Pooling changes no range. So an activation is known by the leaf that made
 * it, and joined leaves form a group.
 */
final class Calibration implements Execution<Calibration.Activation> {
  private static final String INPUT = "input";

  private final Supplier<ActivationObserver> observers;
  private final Map<String, ActivationObserver> seen = new LinkedHashMap<>();
  private final Map<String, String> inputs = new LinkedHashMap<>();
  private final Map<String, String> joined = new HashMap<>();

  /** A feature map and the name of the leaf that made it. */
  record Activation(Tensor tensor, String maker) {}

  /** A calibration with one observer for each activation. */
  Calibration(Supplier<ActivationObserver> observers) {
    this.observers = observers;
  }

  /** The network's input, to start a pass with. */
  Activation input(Tensor pixels) {
    return observed(INPUT, pixels);
  }

  @Override
  public Activation convolution(ConvolutionLeaf leaf, Activation input) {
    inputs.put(leaf.name(), input.maker());
    return observed(leaf.name(), leaf.forward(input.tensor()));
  }

  @Override
  public Activation shortcut(Shortcut leaf, Activation input, Activation output) {
    inputs.put(leaf.name(), input.maker());
    return observed(leaf.name(), leaf.add(input.tensor(), output.tensor()));
  }

  @Override
  public Activation concat(List<Activation> parts) {
    Activation first = parts.get(0);
    parts.forEach(part -> joined.put(group(part.maker()), group(first.maker())));
    List<Tensor> tensors = parts.stream().map(Activation::tensor).toList();
    return new Activation(TensorExecution.INSTANCE.concat(tensors), first.maker());
  }

  @Override
  public Activation maxPool(Activation input, int kernel) {
    return new Activation(TensorExecution.INSTANCE.maxPool(input.tensor(), kernel), input.maker());
  }

  @Override
  public void release(Activation value) {
    TensorExecution.INSTANCE.release(value.tensor());
  }

  @Override
  public Activation scoped(Supplier<Activation> part) {
    return Scoped.run(part, activation -> List.of(activation.tensor()));
  }

  private Activation observed(String maker, Tensor tensor) {
    try (PointerScope scope = new PointerScope()) {
      T_TensorTensor_T extremes = torch.aminmax(tensor);
      Range range = new Range(extremes.get0().item().toDouble(), extremes.get1().item().toDouble());
      if (!Double.isFinite(range.least()) || !Double.isFinite(range.greatest())) {
        throw new InferenceException(
            "%s: expected finite activations, found %s to %s"
                .formatted(maker, range.least(), range.greatest()));
      }
      seen.computeIfAbsent(maker, name -> observers.get()).observe(tensor, range);
    }
    return new Activation(tensor, maker);
  }

  private String group(String maker) {
    String parent = joined.getOrDefault(maker, maker);
    return parent.equals(maker) ? maker : group(parent);
  }

  /** The scales of every leaf, by what was seen up to now. */
  QuantizationPlan plan() {
    Map<String, Range> groups = new HashMap<>();
    seen.forEach((maker, observer) -> groups.merge(group(maker), observer.range(), Range::union));
    Map<String, QuantizationPlan.Scales> leaves = new LinkedHashMap<>();
    inputs.forEach(
        (leaf, maker) ->
            leaves.put(
                leaf,
                new QuantizationPlan.Scales(parameters(groups, maker), parameters(groups, leaf))));
    return new QuantizationPlan(leaves);
  }

  private QuantizationParameters parameters(Map<String, Range> groups, String maker) {
    Range range = Objects.requireNonNull(groups.get(group(maker)), maker);
    return QuantizationParameters.of(range.least(), range.greatest());
  }
}
