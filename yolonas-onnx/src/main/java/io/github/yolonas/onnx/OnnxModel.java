package io.github.yolonas.onnx;

import com.google.protobuf.CodedOutputStream;
import io.github.yolonas.file.AtomicFile;
import io.github.yolonas.preprocess.internal.IoErrors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * A whole ONNX file: a graph, and what belongs to it.
 *
 * @param graph the graph
 * @param metadata texts by name, in the order in which they are stored
 */
record OnnxModel(Graph graph, Map<String, String> metadata) {
  /** The operators' version: every runtime of the last years has it. */
  static final int OPSET = 17;

  /** The file format's version that came with that operator set. */
  static final int IR_VERSION = 8;

  private static final String PRODUCER = "yolonas";
  private static final int BUFFER_BYTES = 1 << 16;

  ProtoMessage toMessage() {
    ProtoMessage model =
        new ProtoMessage()
            .integer(OnnxFields.Model.IR_VERSION, IR_VERSION)
            .text(OnnxFields.Model.PRODUCER_NAME, PRODUCER);
    String version = OnnxModel.class.getPackage().getImplementationVersion();
    if (version != null) { // there is none before the jar is packaged
      model.text(OnnxFields.Model.PRODUCER_VERSION, version);
    }
    model
        .message(OnnxFields.Model.GRAPH, graph.toMessage(PRODUCER))
        .message(
            OnnxFields.Model.OPSET_IMPORT,
            new ProtoMessage()
                .text(OnnxFields.OperatorSet.DOMAIN, "") // ONNX's own operators
                .integer(OnnxFields.OperatorSet.VERSION, OPSET));
    metadata.forEach(
        (key, value) -> model.message(OnnxFields.Model.METADATA_PROPS, entry(key, value)));
    return model;
  }

  private static ProtoMessage entry(String key, String value) {
    return new ProtoMessage().text(OnnxFields.Entry.KEY, key).text(OnnxFields.Entry.VALUE, value);
  }

  /**
   * Creates or replaces the file, which appears whole or not at all.
   *
   * @throws OnnxExportException if that is impossible
   */
  void write(Path file) {
    ProtoMessage model = toMessage();
    if (model.size() > Integer.MAX_VALUE) {
      throw new OnnxExportException(
          "%s: expected at most 2 GiB, the most that an ONNX file may have; found %d bytes"
              .formatted(file, model.size()));
    }
    try {
      AtomicFile.write(file, part -> write(model, part));
    } catch (IOException e) {
      throw new OnnxExportException(file + ": cannot be written: " + IoErrors.reason(e), e);
    }
  }

  private static void write(ProtoMessage model, Path part) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      CodedOutputStream coded = CodedOutputStream.newInstance(out, BUFFER_BYTES);
      model.writeTo(coded);
      coded.flush();
    }
  }
}
