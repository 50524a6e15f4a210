package io.github.yolonas.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A node's attributes; all that this network needs are integers and lists of them. */
final class Attributes {
  private final List<ProtoMessage> messages = new ArrayList<>();

  private Attributes() {}

  static Attributes none() {
    return new Attributes();
  }

  /** Adds a number. */
  Attributes with(String name, long value) {
    messages.add(
        attribute(name, OnnxFields.Attribute.TYPE_INT).integer(OnnxFields.Attribute.I, value));
    return this;
  }

  /** Adds a list. */
  Attributes withList(String name, long... values) {
    messages.add(
        attribute(name, OnnxFields.Attribute.TYPE_INTS)
            .integers(OnnxFields.Attribute.INTS, LongStream.of(values).boxed().toList()));
    return this;
  }

  private static ProtoMessage attribute(String name, int type) {
    return new ProtoMessage()
        .text(OnnxFields.Attribute.NAME, name)
        .integer(OnnxFields.Attribute.TYPE, type);
  }

  /** As {@code AttributeProto}s. */
  List<ProtoMessage> messages() {
    return List.copyOf(messages);
  }
}
