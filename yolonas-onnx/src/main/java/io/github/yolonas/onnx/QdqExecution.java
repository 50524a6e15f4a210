package io.github.yolonas.onnx;

import io.github.yolonas.model.Activation;
import io.github.yolonas.model.ConstantShortcut;
import io.github.yolonas.model.Convolution;
import io.github.yolonas.model.ConvolutionLeaf;
import io.github.yolonas.model.Execution;
import io.github.yolonas.model.QuantizationParameters;
import io.github.yolonas.model.QuantizationPlan;
import io.github.yolonas.model.QuantizedWeight;
import io.github.yolonas.model.Shortcut;
import io.github.yolonas.model.UpsampleConvolution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Writes a quantized network down in ONNX's own way: every operator in floating point, between a
 * {@code DequantizeLinear} of what it reads and a {@code QuantizeLinear} of what it makes. A
 * runtime puts the three together to one operator on integers; one that cannot still computes the
 * same. Scales are those of the checkpoint.
 *
 * <p>A value is the name of a dequantized feature map; what it was dequantized from is remembered.
 */
final class QdqExecution implements Execution<String> {
  private final Graph graph;
  private final GraphExecution floating;
  private final QuantizationPlan plan;
  private final Map<String, Integers> origins = new HashMap<>();

  /** The name of an 8-bit feature map, and its scale. */
  private record Integers(String name, QuantizationParameters parameters) {}

  QdqExecution(Graph graph, QuantizationPlan plan) {
    this.graph = graph;
    this.plan = plan;
    floating = new GraphExecution(graph);
  }

  @Override
  public String convolution(ConvolutionLeaf leaf, String input) {
    QuantizationPlan.Scales scales = plan.leaves().get(leaf.name());
    if (scales == null) {
      return floating.convolution(leaf, input);
    }
    String x = origins.containsKey(input) ? input : quantized(input, scales.input());
    double inputScale = Objects.requireNonNull(origins.get(x)).parameters().scale();
    if (leaf instanceof Convolution convolution) {
      return quantized(plain(convolution, x, inputScale), scales.output());
    }
    return quantized(
        upsample((UpsampleConvolution) leaf, x, inputScale, scales.output()), scales.output());
  }

  private String plain(Convolution leaf, String input, double inputScale) {
    try (PointerScope scope = new PointerScope()) {
      List<String> inputs =
          withWeights(
              leaf.name(), input, inputScale, QuantizedWeight.of(leaf.weight()), leaf.bias());
      String sum =
          graph.node("Conv", leaf.name() + "/Conv", inputs, GraphExecution.attributes(leaf));
      return leaf.then() == Activation.RELU ? graph.node("Relu", leaf.name() + "/Relu", sum) : sum;
    }
  }

  /**
   * A 1×1 convolution to four times the channels, then laid out as pixels; as the library runs it.
   */
  private String upsample(
      UpsampleConvolution leaf, String input, double inputScale, QuantizationParameters output) {
    try (PointerScope scope = new PointerScope()) {
      List<String> inputs =
          withWeights(leaf.name(), input, inputScale, leaf.pointwiseWeight(), leaf.pointwiseBias());
      String sum =
          graph.node(
              "Conv",
              leaf.name() + "/Conv",
              inputs,
              Attributes.none().withList("kernel_shape", 1, 1));
      return graph.node(
          "DepthToSpace",
          leaf.name() + "/DepthToSpace",
          List.of(quantized(sum, output)),
          Attributes.none().with("blocksize", UpsampleConvolution.FACTOR));
    }
  }

  /** Input, weight and bias; the bias in 32 bits on the scale of the integer products. */
  private List<String> withWeights(
      String name, String input, double inputScale, QuantizedWeight weight, Tensor bias) {
    Tensor products = weight.scales().mul(new Scalar(inputScale));
    Tensor integers = bias.to(ScalarType.Double).div(products).round_().to(ScalarType.Int);
    return List.of(
        input,
        dequantizedConstant(name + ".weight", weight.integers(), weight.scales()),
        dequantizedConstant(name + ".bias", integers, products));
  }

  private String dequantizedConstant(String name, Tensor integers, Tensor scales) {
    String stored = graph.initializer(name + "_integers", TensorData.copyOf(integers));
    String scale =
        graph.initializer(name + "_scale", TensorData.copyOf(scales.to(ScalarType.Float)));
    return graph.node(
        "DequantizeLinear", name, List.of(stored, scale), Attributes.none().with("axis", 0));
  }

  @Override
  public String shortcut(Shortcut leaf, String input, String output) {
    QuantizationPlan.Scales scales = plan.leaves().get(leaf.name());
    if (scales == null || !origins.containsKey(input) || !origins.containsKey(output)) {
      String sum = floating.shortcut(leaf, input, output);
      return scales == null ? sum : quantized(sum, scales.output());
    }
    double alpha = ((ConstantShortcut) leaf).alpha();
    if (alpha <= 0) {
      return quantized(floating.shortcut(leaf, input, output), scales.output());
    }
    String sum = graph.node("Add", leaf.name() + "/Add", scaled(leaf, input, alpha), output);
    return quantized(sum, scales.output());
  }

  /** The same integers on another scale. */
  private String scaled(Shortcut leaf, String input, double alpha) {
    if (alpha == 1) {
      return input;
    }
    Integers x = Objects.requireNonNull(origins.get(input));
    return dequantized(
        leaf.name() + "/Scaled",
        new Integers(
            x.name(),
            new QuantizationParameters(
                x.parameters().scale() * alpha, x.parameters().zeroPoint())));
  }

  @Override
  public String concat(List<String> parts) {
    List<String> inputs = new ArrayList<>(parts);
    String joined = floating.concat(inputs);
    return inputs.stream().allMatch(origins::containsKey) ? like(joined, parts.get(0)) : joined;
  }

  @Override
  public String maxPool(String input, int kernel) {
    String pooled = floating.maxPool(input, kernel);
    return origins.containsKey(input) ? like(pooled, input) : pooled;
  }

  /** Quantized on the very scale of another feature map, which rounds nothing. */
  private String like(String value, String other) {
    return quantized(value, Objects.requireNonNull(origins.get(other)).parameters());
  }

  private String quantized(String value, QuantizationParameters parameters) {
    List<String> inputs = new ArrayList<>(List.of(value));
    inputs.addAll(constants(value + "/Quantize", parameters));
    String integers =
        graph.node(
            "QuantizeLinear", graph.freeName(value + "/Quantize"), inputs, Attributes.none());
    return dequantized(value + "/Dequantize", new Integers(integers, parameters));
  }

  private String dequantized(String name, Integers x) {
    List<String> inputs = new ArrayList<>(List.of(x.name()));
    inputs.addAll(constants(name, x.parameters()));
    String real = graph.node("DequantizeLinear", graph.freeName(name), inputs, Attributes.none());
    origins.put(real, x);
    return real;
  }

  private List<String> constants(String name, QuantizationParameters parameters) {
    return List.of(
        graph.initializer(
            graph.freeName(name + "/scale"),
            TensorData.floats(List.of(), (float) parameters.scale())),
        graph.initializer(
            graph.freeName(name + "/zero_point"), TensorData.uint8(parameters.zeroPoint())));
  }
}
