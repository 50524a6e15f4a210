package io.github.yolonas.checkpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.yolonas.checkpoint.PyValue.Dict;
import io.github.yolonas.checkpoint.PyValue.Sequence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes {@code .safetensors}. The header keeps the order of the names; the data come sorted by the
 * size of their elements, largest first, which aligns each tensor without gaps.
 */
final class SafetensorsFileWriter {
  private static final int ALIGNMENT = 8;

  private SafetensorsFileWriter() {}

  static void write(FileChannel out, StateDict weights, CheckpointMetadata metadata)
      throws IOException {
    List<StoredTensor> tensors = weights.stream().toList();
    List<StoredTensor> inFileOrder =
        tensors.stream()
            .sorted(Comparator.comparingInt(tensor -> -tensor.dtype().bytes()))
            .toList();
    byte[] header = header(tensors, offsets(inFileOrder), metadata);
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    writeFully(out, length.putLong(header.length).flip());
    writeFully(out, ByteBuffer.wrap(header));
    for (StoredTensor tensor : inFileOrder) {
      tensor.streamTo(bytes -> writeFully(out, bytes));
    }
  }

  private static Map<String, Long> offsets(List<StoredTensor> inFileOrder) {
    Map<String, Long> offsets = new HashMap<>();
    long position = 0;
    for (StoredTensor tensor : inFileOrder) {
      offsets.put(tensor.name(), position);
      position += tensor.byteCount();
    }
    return offsets;
  }

  /** JSON, filled up with spaces to a multiple of 8 bytes. */
  private static byte[] header(
      List<StoredTensor> tensors, Map<String, Long> offsets, CheckpointMetadata metadata)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonTree.FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      writeMetadata(json, metadata);
      for (StoredTensor tensor : tensors) {
        long begin = offsets.getOrDefault(tensor.name(), 0L);
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", tensor.dtype().safetensorsName());
        json.writeFieldName("shape");
        json.writeArray(tensor.shape(), 0, tensor.shape().length);
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {begin, begin + tensor.byteCount()}, 0, 2);
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    while (bytes.size() % ALIGNMENT != 0) {
      bytes.write(' ');
    }
    return bytes.toByteArray();
  }

  private static void writeMetadata(JsonGenerator json, CheckpointMetadata metadata)
      throws IOException {
    Map<String, String> texts = new LinkedHashMap<>(metadata.extra());
    metadata
        .classNames()
        .ifPresent(
            names -> texts.put(ProcessingCodec.CLASS_NAMES, JsonTree.write(Sequence.list(names))));
    Dict params = ProcessingCodec.encode(Optional.empty(), metadata.processingParams());
    if (!params.entries.isEmpty()) {
      texts.put(ProcessingCodec.KEY, JsonTree.write(params));
    }
    if (texts.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart(SafetensorsHeader.METADATA);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
    json.writeEndObject();
  }

  private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
