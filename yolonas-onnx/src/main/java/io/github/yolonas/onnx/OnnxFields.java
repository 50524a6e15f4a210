package io.github.yolonas.onnx;

/** The field numbers of {@code onnx.proto3}, by message; only those that are written. */
final class OnnxFields {
  private OnnxFields() {}

  static final class Model {
    static final int IR_VERSION = 1;
    static final int PRODUCER_NAME = 2;
    static final int PRODUCER_VERSION = 3;
    static final int GRAPH = 7;
    static final int OPSET_IMPORT = 8;
    static final int METADATA_PROPS = 14;

    private Model() {}
  }

  static final class OperatorSet {
    static final int DOMAIN = 1;
    static final int VERSION = 2;

    private OperatorSet() {}
  }

  static final class Entry {
    static final int KEY = 1;
    static final int VALUE = 2;

    private Entry() {}
  }

  static final class Graph {
    static final int NODE = 1;
    static final int NAME = 2;
    static final int INITIALIZER = 5;
    static final int INPUT = 11;
    static final int OUTPUT = 12;

    private Graph() {}
  }

  static final class Node {
    static final int INPUT = 1;
    static final int OUTPUT = 2;
    static final int NAME = 3;
    static final int OP_TYPE = 4;
    static final int ATTRIBUTE = 5;

    private Node() {}
  }

  static final class Attribute {
    static final int NAME = 1;
    static final int I = 3;
    static final int INTS = 8;
    static final int TYPE = 20;
    static final int TYPE_INT = 2;
    static final int TYPE_INTS = 7;

    private Attribute() {}
  }

  static final class Tensor {
    static final int DIMS = 1;
    static final int DATA_TYPE = 2;
    static final int NAME = 8;
    static final int RAW_DATA = 9;

    private Tensor() {}
  }

  static final class ValueInfo {
    static final int NAME = 1;
    static final int TYPE = 2;

    private ValueInfo() {}
  }

  static final class Type {
    static final int TENSOR_TYPE = 1;
    static final int ELEM_TYPE = 1;
    static final int SHAPE = 2;

    private Type() {}
  }

  static final class Shape {
    static final int DIM = 1;
    static final int DIM_VALUE = 1;
    static final int DIM_PARAM = 2;

    private Shape() {}
  }
}
