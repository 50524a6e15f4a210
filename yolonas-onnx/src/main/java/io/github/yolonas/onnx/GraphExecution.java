package io.github.yolonas.onnx;

import io.github.yolonas.model.Activation;
import io.github.yolonas.model.ConstantShortcut;
import io.github.yolonas.model.Convolution;
import io.github.yolonas.model.ConvolutionLeaf;
import io.github.yolonas.model.Execution;
import io.github.yolonas.model.Shortcut;
import io.github.yolonas.model.UpsampleConvolution;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Writes the fused network down as it runs: a value is the name of an ONNX value, and every
 * operation appends a node. Nodes are called as the checkpoint calls the layer, constants as it
 * calls their tensor.
 */
final class GraphExecution implements Execution<String> {
  private final Graph graph;

  GraphExecution(Graph graph) {
    this.graph = graph;
  }

  @Override
  public String convolution(ConvolutionLeaf leaf, String input) {
    if (leaf instanceof Convolution convolution) {
      return plain(convolution, input);
    }
    if (leaf instanceof UpsampleConvolution upsample) {
      return upsample(upsample, input);
    }
    throw unknown(leaf.name(), leaf);
  }

  private String plain(Convolution leaf, String input) {
    List<String> inputs = withWeights(leaf.name(), input, leaf.weight(), leaf.bias());
    String sum = graph.node("Conv", leaf.name() + "/Conv", inputs, attributes(leaf));
    return leaf.then() == Activation.RELU ? graph.node("Relu", leaf.name() + "/Relu", sum) : sum;
  }

  /** Of a convolution's node. */
  static Attributes attributes(Convolution leaf) {
    long kernel = leaf.weight().size(2);
    long padding = leaf.padding();
    return Attributes.none()
        .withList("kernel_shape", kernel, kernel)
        .withList("strides", leaf.stride(), leaf.stride())
        .withList("pads", padding, padding, padding, padding)
        .with("group", leaf.groups());
  }

  private String upsample(UpsampleConvolution leaf, String input) {
    Attributes attributes =
        Attributes.none().withList("kernel_shape", 2, 2).withList("strides", 2, 2);
    List<String> inputs = withWeights(leaf.name(), input, leaf.weight(), leaf.bias());
    return graph.node("ConvTranspose", leaf.name() + "/ConvTranspose", inputs, attributes);
  }

  private List<String> withWeights(String name, String input, Tensor weight, Tensor bias) {
    return List.of(
        input,
        graph.initializer(name + ".weight", TensorData.of(weight)),
        graph.initializer(name + ".bias", TensorData.of(bias)));
  }

  @Override
  public String shortcut(Shortcut leaf, String input, String output) {
    if (!(leaf instanceof ConstantShortcut constant)) {
      throw unknown(leaf.name(), leaf);
    }
    return graph.node("Add", leaf.name() + "/Add", scaled(constant, input), output);
  }

  private String scaled(ConstantShortcut leaf, String input) {
    if (leaf.alpha() == 1) {
      return input;
    }
    String alpha =
        graph.initializer(
            leaf.name() + ".alpha", TensorData.floats(List.of(1L), (float) leaf.alpha()));
    return graph.node("Mul", leaf.name() + "/Mul", input, alpha);
  }

  @Override
  public String concat(List<String> parts) {
    return graph.node(
        "Concat",
        graph.freeName("Concat"),
        new ArrayList<>(parts),
        Attributes.none().with("axis", 1));
  }

  @Override
  public String maxPool(String input, int kernel) {
    long padding = kernel / 2;
    return graph.node(
        "MaxPool",
        graph.freeName("MaxPool"),
        List.of(input),
        Attributes.none()
            .withList("kernel_shape", kernel, kernel)
            .withList("strides", 1, 1)
            .withList("pads", padding, padding, padding, padding));
  }

  private static IllegalStateException unknown(String name, Object leaf) {
    return new IllegalStateException(
        "%s: expected a fused layer, found %s".formatted(name, leaf.getClass().getSimpleName()));
  }
}
