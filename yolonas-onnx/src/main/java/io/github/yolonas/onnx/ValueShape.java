package io.github.yolonas.onnx;

import java.util.ArrayList;
import java.util.List;

/**
 * The shape of an input or output: each dimension a number, or the name of one that is only known
 * when the graph runs.
 */
record ValueShape(List<Object> dimensions) {
  ValueShape {
    dimensions = List.copyOf(dimensions);
  }

  static ValueShape of(Object first, long... rest) {
    List<Object> dimensions = new ArrayList<>();
    dimensions.add(first);
    for (long dimension : rest) {
      dimensions.add(dimension);
    }
    return new ValueShape(dimensions);
  }

  /** As {@code ValueInfoProto}. */
  ProtoMessage valueInfo(String name, ElementType type) {
    ProtoMessage shape = new ProtoMessage();
    for (Object dimension : dimensions) {
      shape.message(OnnxFields.Shape.DIM, dimension(dimension));
    }
    ProtoMessage tensor =
        new ProtoMessage()
            .integer(OnnxFields.Type.ELEM_TYPE, type.code())
            .message(OnnxFields.Type.SHAPE, shape);
    return new ProtoMessage()
        .text(OnnxFields.ValueInfo.NAME, name)
        .message(
            OnnxFields.ValueInfo.TYPE,
            new ProtoMessage().message(OnnxFields.Type.TENSOR_TYPE, tensor));
  }

  private static ProtoMessage dimension(Object dimension) {
    return dimension instanceof Number count
        ? new ProtoMessage().integer(OnnxFields.Shape.DIM_VALUE, count.longValue())
        : new ProtoMessage().text(OnnxFields.Shape.DIM_PARAM, dimension.toString());
  }
}
