package io.github.yolonas.checkpoint;

import io.github.yolonas.checkpoint.PyValue.Dict;
import io.github.yolonas.checkpoint.PyValue.Sequence;
import io.github.yolonas.checkpoint.PyValue.Storage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads what {@code torch.save} wrote before PyTorch 1.6: five pickles (a magic number, the
 * protocol's version, facts about the machine, the object, the keys of its storages), then each
 * storage: its number of elements in 8 bytes, and its elements.
 */
final class LegacyFile implements TensorAssembly.Storages {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long PROTOCOL = 1001;

  private final String file;
  private final FileChannel channel;
  private final CheckpointLimits limits;
  private final Map<String, Storage> claimed = new HashMap<>();
  private final Map<String, FileRegion> found = new HashMap<>();

  private LegacyFile(String file, FileChannel channel, CheckpointLimits limits) {
    this.file = file;
    this.channel = channel;
    this.limits = limits;
  }

  static OpenedFile open(String file, Path path, CheckpointLimits limits) throws IOException {
    return OpenedFile.of(
        FileChannel.open(path), channel -> new LegacyFile(file, channel, limits).read());
  }

  private OpenedFile read() throws IOException {
    FileRegion whole = new FileRegion(channel, 0, channel.size());
    try (InputStream bytes = new BufferedInputStream(whole.openAt(0), TensorContent.CHUNK)) {
      PickleInput in = new PickleInput(bytes, file, whole.size(), limits.maxPickleBytes());
      requireHeader(in);
      Object root = Unpickler.read(in, limits, storage -> claimed.put(storage.key(), storage));
      locateStorages(next(in), in.position());
      StateDict weights =
          new TensorAssembly(file, this, limits)
              .assemble(new StateDictSearch(new ModuleWalk(file, limits)).find(root));
      CheckpointMetadata metadata = PickledMetadata.of(file, root);
      return new OpenedFile(CheckpointFormat.PYTORCH_LEGACY, () -> weights, metadata, channel);
    }
  }

  @Override
  public StorageBytes find(String key, long bytes) {
    FileRegion region = found.get(key);
    if (region == null || region.size() != bytes) {
      throw CheckpointException.expected(
          file,
          "storage " + key,
          bytes + " bytes",
          region == null ? "no such storage" : region.size() + " bytes");
    }
    return region;
  }

  private void requireHeader(PickleInput in) throws IOException {
    if (!MAGIC.equals(next(in))) {
      throw new CheckpointException(
          file
              + ": expected what torch.save writes, found another pickle; save it with torch.save");
    }
    Object protocol = next(in);
    if (!Long.valueOf(PROTOCOL).equals(protocol)) {
      throw CheckpointException.expected(
          file, "protocol version", String.valueOf(PROTOCOL), scalar(protocol));
    }
    Object machine = next(in);
    Object littleEndian = machine instanceof Dict facts ? facts.get("little_endian") : null;
    if (!Boolean.TRUE.equals(littleEndian)) {
      throw CheckpointException.expected(
          file, "little_endian", "true", scalar(littleEndian == null ? "nothing" : littleEndian));
    }
  }

  private Object next(PickleInput in) throws IOException {
    return Unpickler.read(in, limits, storage -> {});
  }

  private void locateStorages(Object keys, long position) throws IOException {
    if (!(keys instanceof Sequence list)) {
      throw CheckpointException.expected(file, "storage keys", "a list", "something else");
    }
    long start = position;
    for (Object key : list.items) {
      Storage storage = key instanceof String text ? claimed.get(text) : null;
      if (storage == null) {
        throw CheckpointException.expected(
            file, "storage keys", "those of the tensors", scalar(key));
      }
      start = locate(storage, start);
    }
  }

  /** Notes where a storage's elements lie, and gives the position behind them. */
  private long locate(Storage storage, long start) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long left = channel.size() - start - Long.BYTES;
    if (left < 0 || channel.read(header, start) < Long.BYTES) {
      throw cutOff(storage);
    }
    long elements = header.getLong(0);
    int elementBytes = TensorAssembly.elementBytes(storage);
    if (elements < 0 || elements > left / elementBytes) {
      throw cutOff(storage);
    }
    FileRegion region = new FileRegion(channel, start + Long.BYTES, elements * elementBytes);
    if (found.putIfAbsent(storage.key(), region) != null) {
      throw CheckpointException.expected(file, "storage " + storage.key(), "one", "two");
    }
    return region.start() + region.size();
  }

  private CheckpointException cutOff(Storage storage) {
    return CheckpointException.expected(
        file,
        "storage " + storage.key(),
        storage.elements() + " elements",
        "fewer: the file is cut off or damaged");
  }

  private static String scalar(Object value) {
    return value instanceof PyValue
        ? "something else"
        : CheckpointException.quote(String.valueOf(value));
  }
}
