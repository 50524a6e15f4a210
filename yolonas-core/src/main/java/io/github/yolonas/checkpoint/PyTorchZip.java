package io.github.yolonas.checkpoint;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads what {@code torch.save} writes: a zip with one folder of any name, in it {@code data.pkl},
 * the storages as {@code data/0}, {@code data/1}, …, {@code version}, and in newer ones {@code
 * byteorder}. TorchScript's archives look the same but have {@code constants.pkl} too.
 */
final class PyTorchZip implements TensorAssembly.Storages {
  private static final String PICKLE = "data.pkl";

  private final String file;
  private final ZipFile zip;
  private final CheckpointLimits limits;
  private final String folder;

  private PyTorchZip(String file, ZipFile zip, CheckpointLimits limits) {
    this.file = file;
    this.zip = zip;
    this.limits = limits;
    this.folder = folder();
  }

  static OpenedFile open(String file, Path path, CheckpointLimits limits) throws IOException {
    ZipEnd.check(file, path, limits);
    // Names that are not marked as UTF-8 may be in any encoding; this one accepts all bytes.
    ZipFile opened = new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1);
    return OpenedFile.of(opened, zip -> new PyTorchZip(file, zip, limits).read());
  }

  private OpenedFile read() throws IOException {
    if (zip.getEntry(folder + "constants.pkl") != null) {
      return new OpenedFile(
          CheckpointFormat.TORCHSCRIPT, this::refuseScript, CheckpointMetadata.none(), zip);
    }
    requireLittleEndian();
    Object root = unpickle();
    StateDict weights =
        new TensorAssembly(file, this, limits)
            .assemble(new StateDictSearch(new ModuleWalk(file, limits)).find(root));
    CheckpointMetadata metadata = PickledMetadata.of(file, root);
    return new OpenedFile(CheckpointFormat.PYTORCH_ZIP, () -> weights, metadata, zip);
  }

  @Override
  public StorageBytes find(String key, long bytes) {
    String place = "storage data/" + key;
    ZipEntry entry = zip.getEntry(folder + "data/" + key);
    if (entry == null) {
      throw CheckpointException.expected(file, place, bytes + " bytes", "no such entry in the zip");
    }
    boolean stored = entry.getMethod() == ZipEntry.STORED;
    if (entry.getSize() != bytes || (stored && entry.getCompressedSize() != bytes)) {
      throw CheckpointException.expected(file, place, bytes + " bytes", entry.getSize() + " bytes");
    }
    return new ZipStorage(zip, entry);
  }

  /** The folder that holds the pickle, with a slash behind, or nothing if there is none. */
  private String folder() {
    Set<String> names = new HashSet<>();
    for (ZipEntry entry : entries()) {
      if (!names.add(entry.getName())) {
        throw CheckpointException.expected(
            file, "zip entry " + entry.getName(), "one of that name", "two");
      }
    }
    List<String> folders =
        names.stream()
            .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
            .map(name -> name.substring(0, name.length() - PICKLE.length()))
            .toList();
    if (folders.size() == 1) {
      return folders.get(0);
    }
    String found = folders.isEmpty() ? "none" : folders.size() + " of them";
    String hint =
        names.stream().anyMatch(name -> name.endsWith(".pth") || name.endsWith(".safetensors"))
            ? ", but a checkpoint inside: unzip it first"
            : "";
    throw CheckpointException.expected(
        file, "zip archive", "one data.pkl, as torch.save writes", found + hint);
  }

  private List<? extends ZipEntry> entries() {
    try {
      return Collections.list(zip.entries());
    } catch (IllegalArgumentException e) { // from java.util.zip, which does not look before
      throw CheckpointException.expected(
          file, "zip entry", "a comment in UTF-8, as its flag says", "other bytes");
    }
  }

  private void requireLittleEndian() throws IOException {
    ZipEntry entry = zip.getEntry(folder + "byteorder");
    if (entry != null) {
      try (InputStream in = content(entry)) {
        String order = new String(in.readNBytes(16), StandardCharsets.ISO_8859_1).strip();
        if (!order.equals("little")) {
          throw CheckpointException.expected(file, "byteorder", "little", order);
        }
      }
    }
  }

  private Object unpickle() throws IOException {
    ZipEntry entry = zip.getEntry(folder + PICKLE);
    try (InputStream in = new BufferedInputStream(content(entry))) {
      return Unpickler.read(
          new PickleInput(in, file, entry.getSize(), limits.maxPickleBytes()),
          limits,
          storage -> {});
    }
  }

  private InputStream content(ZipEntry entry) throws IOException {
    return ZipStorage.open(zip, entry);
  }

  private StateDict refuseScript() {
    throw CheckpointException.expected(
        file,
        "format",
        "a checkpoint of weights",
        "a TorchScript program; either allow TorchScript to be executed in the options, or save"
            + " the model's state_dict() with torch.save");
  }
}
