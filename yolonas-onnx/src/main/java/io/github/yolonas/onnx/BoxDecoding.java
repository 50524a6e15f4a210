package io.github.yolonas.onnx;

import io.github.yolonas.model.Architecture;
import io.github.yolonas.model.HeadOutputs;
import io.github.yolonas.preprocess.InputSize;
import java.util.ArrayList;
import java.util.List;

/**
 * From the heads' maps to boxes and scores, as nodes.
 *
 * <p>Each side of a box is a distribution over {@code regMax + 1} bins; its expectation, times the
 * stride, is the side's distance from the cell's centre. A corner is thus {@code centre ± stride ·
 * distance}. Centres and signed strides depend on nothing but the input's size, so they are
 * constants. Strides are powers of two, and multiplying by them rounds nothing: the order of these
 * operations does not change a bit of the result.
 */
final class BoxDecoding {
  private static final float CELL_CENTRE = 0.5f;
  private static final long SIDES = 4;

  private final Graph graph;
  private final Architecture architecture;
  private final InputSize size;

  BoxDecoding(Graph graph, Architecture architecture, InputSize size) {
    this.graph = graph;
    this.architecture = architecture;
    this.size = size;
  }

  /** How many boxes an image has. */
  long anchors() {
    return Architecture.STRIDES.stream().mapToLong(stride -> rows(stride) * columns(stride)).sum();
  }

  private long rows(int stride) {
    return size.height() / stride;
  }

  private long columns(int stride) {
    return size.width() / stride;
  }

  /** Scores [N, classes, anchors], class by class, as suppression takes them. */
  String scoresByClass(HeadOutputs<String> heads) {
    String logits = flat("cls", heads.clsLogits(), architecture.numClasses());
    return graph.node("Sigmoid", "cls/Sigmoid", logits);
  }

  /** {@code scores} [N, anchors, classes] from those. */
  String scores(String scoresByClass) {
    return transpose("scores", scoresByClass, 0, 2, 1);
  }

  /** {@code boxes} [N, anchors, 4]: x1, y1, x2, y2 in pixels of the input. */
  String boxes(HeadOutputs<String> heads) {
    long bins = architecture.regMax() + 1L;
    String logits = flat("reg", heads.regDistri(), SIDES, bins);
    String rows = transpose("reg/Transpose", logits, 0, 3, 1, 2);
    String likely =
        graph.node("Softmax", "reg/Softmax", List.of(rows), Attributes.none().with("axis", 3));
    String expectations = graph.node("MatMul", "reg/MatMul", likely, binNumbers(bins));
    long anchors = anchors();
    String bySide = graph.initializer("reg/sides", TensorData.integers(0, anchors, SIDES));
    String distances = graph.node("Reshape", "reg/Reshape", expectations, bySide);
    List<Long> shape = List.of(1L, anchors, SIDES);
    float[][] corners = corners();
    String signed = graph.initializer("strides", TensorData.floats(shape, corners[0]));
    String centres = graph.initializer("anchors", TensorData.floats(shape, corners[1]));
    String offsets = graph.node("Mul", "reg/Mul", distances, signed);
    return graph.node("Add", "boxes", offsets, centres);
  }

  /** Maps [N, C…, H, W] as one [N, C…, anchors]. */
  private String flat(String kind, List<String> levels, long... channels) {
    long[] shape = new long[channels.length + 2]; // 0 keeps the batch's size, -1 takes the rest
    System.arraycopy(channels, 0, shape, 1, channels.length);
    shape[shape.length - 1] = -1;
    String target = graph.initializer(kind + "/shape", TensorData.integers(shape));
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      String name = kind + "/Reshape_" + Architecture.STRIDES.get(i);
      parts.add(graph.node("Reshape", name, levels.get(i), target));
    }
    return graph.node(
        "Concat", kind + "/Concat", parts, Attributes.none().with("axis", shape.length - 1L));
  }

  private String transpose(String name, String value, long... order) {
    return graph.node("Transpose", name, List.of(value), Attributes.none().withList("perm", order));
  }

  private String binNumbers(long bins) {
    float[] numbers = new float[Math.toIntExact(bins)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    return graph.initializer("bins", TensorData.floats(List.of(bins, 1L), numbers));
  }

  /** [anchors, 4], twice: signed strides, and the centre as both corners. */
  private float[][] corners() {
    int count = Math.toIntExact(anchors() * SIDES);
    float[] signed = new float[count];
    float[] centres = new float[count];
    int at = 0;
    for (int stride : Architecture.STRIDES) {
      for (long row = 0; row < rows(stride); row++) {
        for (long column = 0; column < columns(stride); column++) {
          for (int side = 0; side < SIDES; side++) {
            signed[at] = side < 2 ? -stride : stride;
            centres[at++] = ((side % 2 == 0 ? column : row) + CELL_CENTRE) * stride;
          }
        }
      }
    }
    return new float[][] {signed, centres};
  }
}
