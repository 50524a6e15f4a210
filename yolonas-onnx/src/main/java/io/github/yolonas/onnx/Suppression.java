package io.github.yolonas.onnx;

import io.github.yolonas.postprocess.PostprocessOptions;
import java.util.List;

/**
 * From boxes and scores to detections, as nodes around ONNX's own {@code NonMaxSuppression}, which
 * compares classes exactly and visits boxes by descending score.
 *
 * <p>What {@link PostprocessOptions} say holds in the graph too: the best candidates of each image
 * go in, the best detections of each image come out, by image and descending score. Where classes
 * suppress each other, only an anchor's best label takes part: its other labels have the same box
 * and would be suppressed by it.
 *
 * <p>Two thresholds are moved to a neighbouring float so that ONNX's comparison, which is always
 * "greater" and in fp32, decides as the original's.
 */
final class Suppression {
  /** Below every threshold. */
  private static final float NEVER = -1;

  private final Graph graph;
  private final PostprocessOptions options;
  private final long classes;
  private final long anchors;

  Suppression(Graph graph, PostprocessOptions options, long classes, long anchors) {
    this.graph = graph;
    this.options = options;
    this.classes = classes;
    this.anchors = anchors;
  }

  /**
   * {@code detections} [M, 7]: image, x1, y1, x2, y2, score, label.
   *
   * @param boxes [N, anchors, 4]
   * @param scores [N, classes, anchors]
   */
  String detections(String boxes, String scores) {
    String labels =
        options.classAgnosticNms() || !options.multiLabelPerBox() ? bestLabels(scores) : "";
    String candidates = bestOfImage(labels.isEmpty() ? scores : ofBestLabels(scores, labels));
    String selected = select(boxes, candidates);
    String ordered = gather("nms/selected", selected, bestFirst(boxes, candidates, selected), 0);
    String boxOf = gather("nms/box_of", ordered, vector("nms/image_and_anchor", 0, 2), 1);
    List<String> columns =
        List.of(
            cast("nms/image", gather("nms/image_of", ordered, vector("nms/column_0", 0), 1)),
            graph.node("GatherND", "nms/box", boxes, boxOf),
            column("nms/score", graph.node("GatherND", "nms/score_of", candidates, ordered)),
            cast("nms/label", label(ordered, labels)));
    return graph.node("Concat", "detections", columns, Attributes.none().with("axis", 1));
  }

  private String label(String ordered, String labels) {
    return options.classAgnosticNms()
        ? column("nms/label_column", graph.node("GatherND", "nms/label_of", labels, ordered))
        : gather("nms/label_of", ordered, vector("nms/column_1", 1), 1);
  }

  /** [N, 1, anchors]: the first of the labels with the highest score. */
  private String bestLabels(String scores) {
    return graph.node(
        "ArgMax", "nms/best_label", List.of(scores), Attributes.none().with("axis", 1));
  }

  /** Class-agnostic, one row for all classes; otherwise the other labels never pass. */
  private String ofBestLabels(String scores, String labels) {
    if (options.classAgnosticNms()) {
      Attributes alongClasses = Attributes.none().withList("axes", 1);
      return graph.node("ReduceMax", "nms/best_score", List.of(scores), alongClasses);
    }
    long[] numbers = new long[Math.toIntExact(classes)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    String all = column("nms/classes", vector("nms/class_numbers", numbers)); // [classes, 1]
    return keepWhere("nms/of_best_label", graph.node("Equal", "nms/is_best", labels, all), scores);
  }

  /** Candidates below the {@code nmsTopK} best of their image never pass. */
  private String bestOfImage(String scores) {
    long count = anchors * (options.classAgnosticNms() ? 1 : classes);
    if (options.nmsTopK() >= count) {
      return scores;
    }
    String flat = graph.node("Reshape", "nms/flat", scores, vector("nms/flat_shape", 0, -1));
    List<String> inputs = List.of(flat, vector("nms/top_k", options.nmsTopK()));
    graph.second("TopK", "nms/TopK", inputs, Attributes.none());
    String least =
        graph.node(
            "ReduceMin", "nms/least", List.of("nms/TopK"), Attributes.none().withList("axes", 1));
    String threshold =
        graph.node("Reshape", "nms/threshold", least, vector("nms/threshold_shape", 0, 1, 1));
    String passes = graph.node("GreaterOrEqual", "nms/passes", scores, threshold);
    return keepWhere("nms/candidates", passes, scores);
  }

  private String keepWhere(String name, String condition, String scores) {
    String never = graph.initializer(name + "/never", TensorData.floats(List.of(), NEVER));
    return graph.node("Where", name, condition, scores, never);
  }

  /** [M, 3] of image, class, anchor. No class can need more boxes than its image may have. */
  private String select(String boxes, String candidates) {
    return graph.node(
        "NonMaxSuppression",
        "nms/NonMaxSuppression",
        boxes,
        candidates,
        vector("nms/max_output_boxes_per_class", options.maxPredictions()),
        graph.initializer(
            "nms/iou_threshold", TensorData.floats(List.of(1L), atMost(options.iou()))),
        graph.initializer("nms/score_threshold", TensorData.floats(List.of(1L), scoreThreshold())));
  }

  /** The greatest float that is not above: no float lies between the two. */
  static float atMost(double threshold) {
    float nearest = (float) threshold;
    return nearest > threshold ? Math.nextDown(nearest) : nearest;
  }

  /** With one label per box a score may equal the threshold. */
  private float scoreThreshold() {
    float conf = (float) options.conf();
    return options.multiLabelPerBox() ? conf : Math.nextDown(conf);
  }

  /**
   * Which rows of {@code selected} stay, image by image, best first. Of equal values {@code TopK}
   * takes the lower index first, so sorting by score and then by image keeps the scores' order; a
   * row's rank is its distance from the first row of its image.
   */
  private String bestFirst(String boxes, String candidates, String selected) {
    String scores = graph.node("GatherND", "nms/selected_score", candidates, selected);
    String count = graph.node("Shape", "nms/count", scores);
    String byScore =
        graph.second("TopK", "nms/by_score", List.of(scores, count), Attributes.none());
    String zero = graph.initializer("nms/0", TensorData.scalar(0));
    String one = graph.initializer("nms/1", TensorData.scalar(1));
    String images = gather("nms/selected_image", selected, zero, 1);
    String imagesByScore = gather("nms/image_by_score", images, byScore, 0);
    Attributes ascending = Attributes.none().with("largest", 0);
    String byImage = graph.second("TopK", "nms/by_image", List.of(imagesByScore, count), ascending);
    String order = gather("nms/order", byScore, byImage, 0);
    String total = gather("nms/total", count, zero, 0);
    String places = graph.node("Range", "nms/places", zero, total, one);
    String starts = gather("nms/start", starts(boxes, zero, one), "nms/by_image", 0);
    String rank = graph.node("Sub", "nms/rank", places, starts);
    String most = graph.initializer("nms/max", TensorData.scalar(options.maxPredictions()));
    String stays = graph.node("Less", "nms/stays", rank, most);
    return graph.node(
        "Compress", "nms/kept", List.of(order, stays), Attributes.none().with("axis", 0));
  }

  /** [N]: where each image's rows start, the number of rows of the images before it. */
  private String starts(String boxes, String zero, String one) {
    String batch = gather("nms/batch", graph.node("Shape", "nms/boxes_shape", boxes), zero, 0);
    String images = graph.node("Range", "nms/images", zero, batch, one);
    String before =
        graph.node("Less", "nms/before", column("nms/sorted_image", "nms/by_image"), images);
    String ones =
        graph.node(
            "Cast",
            "nms/before_number",
            List.of(before),
            Attributes.none().with("to", ElementType.INT64.code()));
    return graph.node(
        "ReduceSum",
        "nms/starts",
        List.of(ones, vector("nms/along_rows", 0)),
        Attributes.none().with("keepdims", 0));
  }

  private String gather(String name, String value, String indices, long axis) {
    return graph.node(
        "Gather", name, List.of(value, indices), Attributes.none().with("axis", axis));
  }

  private String cast(String name, String value) {
    return graph.node(
        "Cast", name, List.of(value), Attributes.none().with("to", ElementType.FLOAT.code()));
  }

  /** A vector as a matrix of one column. */
  private String column(String name, String value) {
    return graph.node("Unsqueeze", name, value, vector(name + "/axes", 1));
  }

  private String vector(String name, long... values) {
    return graph.initializer(name, TensorData.integers(values));
  }
}
