package io.github.yolonas.onnx;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.yolonas.model.Architecture;
import io.github.yolonas.model.Execution;
import io.github.yolonas.model.HeadOutputs;
import io.github.yolonas.model.QuantizationPlan;
import io.github.yolonas.model.YoloNasNetwork;
import io.github.yolonas.postprocess.PostprocessOptions;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.runtime.ModelSettings;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The graph from images to boxes or detections: input, network, decoding, suppression. */
final class ExportedGraph {
  private static final String ANY_NUMBER = "batch";

  private final Architecture architecture;
  private final ModelSettings settings;
  private final OnnxExportOptions options;
  private final InputSize size;
  private final InputNormalization normalization;
  private final PostprocessOptions suppression;
  private final Optional<QuantizationPlan> quantization;

  /**
   * Settles everything but the weights.
   *
   * @throws IllegalArgumentException if an option does not fit the model
   */
  ExportedGraph(
      Architecture architecture,
      ModelSettings settings,
      OnnxExportOptions options,
      Optional<QuantizationPlan> quantization) {
    this.quantization = quantization;
    this.architecture = architecture;
    this.settings = settings;
    this.options = options;
    size = options.inputSize().or(settings.preprocess()::inputSize).orElseThrow(this::noSize);
    normalization = new InputNormalization(settings.preprocess());
    suppression = settings.postprocess(options.suppression());
    if (!suppression.classes().isEmpty()) {
      throw new IllegalArgumentException(
          "classes: an exported graph looks for all classes; expected none, found "
              + options.suppression().classes());
    }
  }

  private IllegalArgumentException noSize() {
    return new IllegalArgumentException(
        settings.name()
            + ": its pre-processing pads each image to a size of its own (DetectionAutoPadding),"
            + " which a graph of fixed size cannot express; expected inputSize to be set");
  }

  /** The file's content; the network stays open until it is written. */
  OnnxModel of(YoloNasNetwork network) {
    Graph graph = new Graph();
    Execution<String> execution =
        quantization
            .<Execution<String>>map(plan -> new QdqExecution(graph, plan))
            .orElseGet(() -> new GraphExecution(graph));
    HeadOutputs<String> heads = network.forward(input(graph), execution);
    BoxDecoding decoding = new BoxDecoding(graph, architecture, size);
    String boxes = decoding.boxes(heads);
    String scores = decoding.scoresByClass(heads);
    long classes = architecture.numClasses();
    long anchors = decoding.anchors();
    if (options.nms()) {
      Suppression nms = new Suppression(graph, suppression, classes, anchors);
      graph.output(
          nms.detections(boxes, scores), ElementType.FLOAT, ValueShape.of("detections", 7));
    } else {
      graph.output(boxes, ElementType.FLOAT, ValueShape.of(batch(), anchors, 4));
      graph.output(
          decoding.scores(scores), ElementType.FLOAT, ValueShape.of(batch(), anchors, classes));
    }
    return new OnnxModel(graph, metadata());
  }

  private String input(Graph graph) {
    ElementType type = options.uint8Input() ? ElementType.UINT8 : ElementType.FLOAT;
    ValueShape shape =
        ValueShape.of(batch(), architecture.inputChannels(), size.height(), size.width());
    String images = graph.input(OnnxExporter.INPUT, type, shape);
    return options.uint8Input() ? normalization.append(graph, images) : images;
  }

  private Object batch() {
    return options.batchSize().isPresent() ? options.batchSize().getAsInt() : ANY_NUMBER;
  }

  private Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("class_names", json(settings.classNames()));
    metadata.put(
        "input", options.uint8Input() ? "uint8 RGB" : "float32 " + normalization.formula());
    if (options.nms()) {
      metadata.put("conf", String.valueOf(suppression.conf()));
      metadata.put("iou", String.valueOf(suppression.iou()));
    }
    return metadata;
  }

  private static String json(List<String> texts) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(out)) {
      generator.writeArray(texts.toArray(String[]::new), 0, texts.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }
}
