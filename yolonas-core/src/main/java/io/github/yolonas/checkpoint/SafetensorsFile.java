package io.github.yolonas.checkpoint;

import io.github.yolonas.checkpoint.PyValue.Dict;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code .safetensors}: the header's length in 8 bytes, the header, the data. As the format
 * demands, the tensors' data must cover the rest of the file without gaps or overlaps.
 */
final class SafetensorsFile {
  private final String file;
  private final FileChannel channel;
  private final CheckpointLimits limits;

  private SafetensorsFile(String file, FileChannel channel, CheckpointLimits limits) {
    this.file = file;
    this.channel = channel;
    this.limits = limits;
  }

  static OpenedFile open(String file, Path path, CheckpointLimits limits) throws IOException {
    return OpenedFile.of(
        FileChannel.open(path), channel -> new SafetensorsFile(file, channel, limits).read());
  }

  private OpenedFile read() throws IOException {
    long headerBytes = headerBytes();
    SafetensorsHeader header = header(headerBytes);
    long dataStart = Long.BYTES + headerBytes;
    requireSeamless(header.tensors(), channel.size() - dataStart);
    StateDict.Builder builder = StateDict.builder(file);
    header.tensors().forEach((name, entry) -> add(builder, name, entry, dataStart));
    StateDict weights = builder.build();
    return new OpenedFile(
        CheckpointFormat.SAFETENSORS, () -> weights, metadata(header.metadata()), channel);
  }

  private long headerBytes() throws IOException {
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    channel.read(length, 0);
    long bytes = length.getLong(0);
    long available = channel.size() - Long.BYTES;
    if (bytes < 0 || bytes > available) {
      throw CheckpointException.expected(
          file,
          "header length",
          "at most %d bytes, the rest of the file".formatted(available),
          Long.toUnsignedString(bytes));
    }
    if (bytes > limits.maxSafetensorsHeaderBytes()) {
      throw CheckpointException.expected(
          file,
          "header length",
          "at most %d bytes (CheckpointLimits.maxSafetensorsHeaderBytes)"
              .formatted(limits.maxSafetensorsHeaderBytes()),
          String.valueOf(bytes));
    }
    return bytes;
  }

  private SafetensorsHeader header(long bytes) throws IOException {
    FileRegion region = new FileRegion(channel, Long.BYTES, bytes);
    try (Reader json =
        new InputStreamReader(region.openAt(0), StandardCharsets.UTF_8.newDecoder())) {
      return SafetensorsHeader.parse(json, limits.maxTensors());
    } catch (IOException e) {
      throw new CheckpointException(
          "%s: malformed safetensors header: %s"
              .formatted(file, CheckpointException.quote(String.valueOf(e.getMessage()))),
          e);
    }
  }

  private void requireSeamless(Map<String, SafetensorsHeader.Entry> tensors, long dataBytes) {
    List<Map.Entry<String, SafetensorsHeader.Entry>> inOrder =
        tensors.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                        (Map.Entry<String, SafetensorsHeader.Entry> e) -> e.getValue().begin())
                    .thenComparingLong(e -> e.getValue().end()))
            .toList();
    long position = 0;
    for (Map.Entry<String, SafetensorsHeader.Entry> next : inOrder) {
      SafetensorsHeader.Entry entry = next.getValue();
      if (entry.begin() != position || entry.end() < entry.begin() || entry.end() > dataBytes) {
        throw CheckpointException.expected(
            file,
            next.getKey(),
            "data_offsets that start at %d and end by %d".formatted(position, dataBytes),
            "[%d, %d]".formatted(entry.begin(), entry.end()));
      }
      position = entry.end();
    }
    if (position != dataBytes) {
      throw CheckpointException.expected(
          file, "data", position + " bytes, as the header says", dataBytes + " bytes");
    }
  }

  private void add(
      StateDict.Builder builder, String name, SafetensorsHeader.Entry entry, long dataStart) {
    Optional<DType> dtype =
        Arrays.stream(DType.values())
            .filter(known -> known.safetensorsName().equals(entry.dtype()))
            .findFirst();
    if (dtype.isEmpty()) {
      builder.refuse(name, "one of type " + CheckpointException.quote(entry.dtype()));
      return;
    }
    long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
    long bytes = entry.end() - entry.begin();
    long elements = elementCount(name, shape);
    TensorAssembly.requireSize(file, name, elements, dtype.get(), limits);
    if (elements * dtype.get().bytes() != bytes) {
      throw CheckpointException.expected(
          file,
          name,
          "%d bytes for %s %s"
              .formatted(elements * dtype.get().bytes(), dtype.get(), entry.shape()),
          bytes + " bytes");
    }
    FileRegion region = new FileRegion(channel, dataStart + entry.begin(), bytes);
    builder.add(
        new StoredTensor(file, name, dtype.get(), shape, new TensorContent.Stretch(region, 0)));
  }

  private long elementCount(String name, long[] shape) {
    try {
      return TensorView.elementCount(shape);
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new CheckpointException(
          "%s: %s: expected a possible shape, found %s"
              .formatted(file, CheckpointException.quote(name), Arrays.toString(shape)),
          e);
    }
  }

  private CheckpointMetadata metadata(Map<String, String> stored) {
    ProcessingCodec codec = new ProcessingCodec(file);
    String names = stored.get(ProcessingCodec.CLASS_NAMES);
    String params = stored.get(ProcessingCodec.KEY);
    Map<String, String> extra = new LinkedHashMap<>(stored);
    extra.keySet().removeAll(List.of(ProcessingCodec.CLASS_NAMES, ProcessingCodec.KEY));
    return new CheckpointMetadata(
        () -> codec.classNames(null, parse(ProcessingCodec.CLASS_NAMES, names)),
        () -> codec.params(params(params)),
        () -> codec.paramsWithoutSteps(params(params)),
        extra);
  }

  private @Nullable Dict params(@Nullable String json) {
    Object value = parse(ProcessingCodec.KEY, json);
    if (value == null || value instanceof Dict) {
      return (Dict) value;
    }
    throw CheckpointException.expected(
        file, ProcessingCodec.KEY, "a JSON object", "something else");
  }

  private @Nullable Object parse(String key, @Nullable String json) {
    try {
      return json == null ? null : JsonTree.parse(json);
    } catch (IOException e) {
      throw new CheckpointException(
          "%s: %s: expected JSON, found %s"
              .formatted(file, key, CheckpointException.quote(String.valueOf(e.getMessage()))),
          e);
    }
  }
}
