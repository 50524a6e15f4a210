package io.github.yolonas.onnx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An ONNX graph under construction. Values are known by their names; a node and its first output
 * bear the same one. Names are unique, and nodes come in an order in which they can run.
 */
final class Graph {
  private final List<ProtoMessage> nodes = new ArrayList<>();
  private final List<ProtoMessage> initializers = new ArrayList<>();
  private final List<ProtoMessage> inputs = new ArrayList<>();
  private final List<ProtoMessage> outputs = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /** A free name: {@code wanted}, or if that is taken, {@code wanted_2} and so on. */
  String freeName(String wanted) {
    String name = wanted;
    for (int i = 2; names.contains(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  /** The graph's input; {@code shape} as {@link ValueShape} has it. */
  String input(String name, ElementType type, ValueShape shape) {
    inputs.add(shape.valueInfo(claim(name), type));
    return name;
  }

  /** Declares the value of that name, which a node makes, as an output of the graph. */
  void output(String name, ElementType type, ValueShape shape) {
    if (!names.contains(name)) {
      throw new IllegalStateException("no node makes the output " + name);
    }
    outputs.add(shape.valueInfo(name, type));
  }

  /** A constant. */
  String initializer(String name, TensorData data) {
    initializers.add(data.tensor(claim(name)));
    return name;
  }

  /** A node without attributes. */
  String node(String opType, String name, String... values) {
    return node(opType, name, List.of(values), Attributes.none());
  }

  /**
   * A node.
   *
   * @param values names of its inputs
   * @return the name of its output
   */
  String node(String opType, String name, List<String> values, Attributes attributes) {
    append(opType, List.of(name), values, attributes);
    return name;
  }

  /**
   * A node of two outputs.
   *
   * @return the name of the second, {@code name/second}
   */
  String second(String opType, String name, List<String> values, Attributes attributes) {
    String second = name + "/second";
    append(opType, List.of(name, second), values, attributes);
    return second;
  }

  private void append(
      String opType, List<String> results, List<String> values, Attributes attributes) {
    String name = results.get(0);
    for (String value : values) {
      if (!names.contains(value)) {
        throw new IllegalStateException(name + ": no node before makes its input " + value);
      }
    }
    ProtoMessage node = new ProtoMessage();
    values.forEach(value -> node.text(OnnxFields.Node.INPUT, value));
    results.forEach(result -> node.text(OnnxFields.Node.OUTPUT, claim(result)));
    node.text(OnnxFields.Node.NAME, name).text(OnnxFields.Node.OP_TYPE, opType);
    attributes.messages().forEach(a -> node.message(OnnxFields.Node.ATTRIBUTE, a));
    nodes.add(node);
  }

  private String claim(String name) {
    if (!names.add(name)) {
      throw new IllegalStateException("two values of the name " + name);
    }
    return name;
  }

  /** As {@code GraphProto}. */
  ProtoMessage toMessage(String name) {
    ProtoMessage graph = new ProtoMessage();
    nodes.forEach(node -> graph.message(OnnxFields.Graph.NODE, node));
    graph.text(OnnxFields.Graph.NAME, name);
    initializers.forEach(tensor -> graph.message(OnnxFields.Graph.INITIALIZER, tensor));
    inputs.forEach(value -> graph.message(OnnxFields.Graph.INPUT, value));
    outputs.forEach(value -> graph.message(OnnxFields.Graph.OUTPUT, value));
    return graph;
  }
}
