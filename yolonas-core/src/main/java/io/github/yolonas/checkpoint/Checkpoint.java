package io.github.yolonas.checkpoint;

import io.github.yolonas.preprocess.internal.IoErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * An open checkpoint file: its weights by name, and what it says about classes and processing.
 *
 * <pre>{@code
 * try (Checkpoint checkpoint = Checkpoint.open(Path.of("yolo_nas_s.pth"))) {
 *   StoredTensor stem = checkpoint.stateDict().get("backbone.stem.conv.branch_3x3.conv.weight");
 *   ByteBuffer data = ByteBuffer.allocateDirect((int) stem.byteCount());
 *   stem.readInto(data);
 * }
 * }</pre>
 *
 * <p>Opening reads the structure and no tensor data, so a file of any size takes little memory.
 * Formats are told by content, not by name. No code in a file is run: classes it names are names.
 *
 * <p>Safe for use by several threads, but it must not be closed while a tensor is being read.
 * Interrupting a thread that reads may close the file, as Java's file channels do.
 */
public final class Checkpoint implements AutoCloseable {
  private final String name;
  private final Path file;
  private final boolean temporary;
  private final CheckpointDigest digest;
  private final OpenedFile opened;
  private boolean closed;

  private Checkpoint(
      String name, Path file, boolean temporary, CheckpointDigest digest, CheckpointLimits limits) {
    this.name = name;
    this.file = file;
    this.temporary = temporary;
    this.digest = digest;
    this.opened = openByContent(name, file, limits);
  }

  /**
   * Opens a file with the default limits.
   *
   * @param file a {@code .pth}, {@code .pt} or {@code .safetensors}; told by content, not by name
   * @return the open checkpoint, to be closed
   * @throws CheckpointException if it is missing, no checkpoint, damaged, or without weights
   */
  public static Checkpoint open(Path file) {
    return open(file, CheckpointLimits.defaults());
  }

  /**
   * Opens a file.
   *
   * @param file a {@code .pth}, {@code .pt} or {@code .safetensors}; told by content, not by name
   * @param limits how much the file may claim
   * @return the open checkpoint, to be closed
   * @throws CheckpointException if it is missing, no checkpoint, damaged, without weights, or
   *     larger in some respect than the limits allow
   */
  public static Checkpoint open(Path file, CheckpointLimits limits) {
    String name = file.toString();
    return new Checkpoint(name, file, false, CheckpointDigest.of(name, file), limits);
  }

  /**
   * Opens a file that messages call otherwise, such as the temporary copy of a download.
   *
   * @param file the file, which stays the caller's to delete
   * @param name what to call it in messages
   * @return the open checkpoint, to be closed
   * @throws CheckpointException as {@link #open(Path)}
   */
  public static Checkpoint open(Path file, String name) {
    return open(file, name, CheckpointDigest.of(name, file));
  }

  /**
   * Opens a file that messages call otherwise and whose digest is known.
   *
   * @param file the file, which stays the caller's to delete
   * @param name what to call it in messages
   * @param digest of the file
   * @return the open checkpoint, to be closed
   * @throws CheckpointException as {@link #open(Path)}
   */
  public static Checkpoint open(Path file, String name, CheckpointDigest digest) {
    return new Checkpoint(name, file, false, digest, CheckpointLimits.defaults());
  }

  /**
   * Copies a stream to a temporary file, which {@link #close()} deletes, and opens that. The stream
   * is read to its end and not closed.
   *
   * @param in the content of a file, from its beginning
   * @param name what to call it in messages
   * @return the open checkpoint, to be closed
   * @throws CheckpointException as {@link #open(Path)}, or if the stream cannot be read
   */
  public static Checkpoint open(InputStream in, String name) {
    return open(in, name, CheckpointLimits.defaults());
  }

  /**
   * As {@link #open(InputStream, String)}, with limits.
   *
   * @param in the content of a file, from its beginning
   * @param name what to call it in messages
   * @param limits how much the stream may hold and claim
   * @return the open checkpoint, to be closed
   * @throws CheckpointException as {@link #open(Path, CheckpointLimits)}
   */
  public static Checkpoint open(InputStream in, String name, CheckpointLimits limits) {
    Path copy = SpooledStream.copy(in, name, limits.maxStreamBytes());
    try {
      return new Checkpoint(name, copy, true, CheckpointDigest.ofTemporary(name, copy), limits);
    } catch (IOException e) {
      SpooledStream.delete(copy, e);
      throw new CheckpointException(name + ": cannot be read: " + IoErrors.reason(e), e);
    } catch (RuntimeException | Error e) { // an Error may be too little memory
      SpooledStream.delete(copy, e);
      throw e;
    }
  }

  /** {@return the path or name by which it was opened} */
  public String name() {
    return name;
  }

  /**
   * {@return the file that was opened, or the temporary copy of a stream, which exists until {@link
   * #close()}}
   */
  public Path file() {
    return file;
  }

  /** {@return the recognised format} */
  public CheckpointFormat format() {
    return opened.format();
  }

  /**
   * The weights. In a checkpoint of the original's trainer these are {@code ema_net} if present,
   * the moving average that the original prefers too, otherwise {@code net}; in others, the largest
   * mapping of names to tensors. A prefix {@code module.} that all names have is left out.
   *
   * @return the named tensors, in the file's order
   * @throws CheckpointException for {@link CheckpointFormat#TORCHSCRIPT}, which is a program
   */
  public StateDict stateDict() {
    return opened.stateDict().get();
  }

  /** {@return class names, processing parameters and other small facts} */
  public CheckpointMetadata metadata() {
    return opened.metadata();
  }

  /**
   * {@return the SHA-256 of the whole file in lower-case hexadecimal, computed when first asked
   * for}
   *
   * @throws CheckpointException if the file has changed since it was opened
   */
  public String sha256() {
    return digest.sha256();
  }

  /** {@return the SHA-256 of the whole file, which can be asked for later, too} */
  public CheckpointDigest digest() {
    return digest;
  }

  /** Closes the file; its tensors can no longer be read. Has no effect the second time. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      try {
        opened.resource().close();
      } finally {
        if (temporary) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new CheckpointException(name + ": cannot be closed: " + IoErrors.reason(e), e);
    }
  }

  private static OpenedFile openByContent(String name, Path file, CheckpointLimits limits) {
    if (Files.isDirectory(file)) {
      throw new CheckpointException(name + ": expected a file, found a directory");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new CheckpointException(
          name + ": expected a regular file, found a device or pipe; open its stream instead");
    }
    try {
      return switch (FileKind.of(name, head(file))) {
        case ZIP -> PyTorchZip.open(name, file, limits);
        case PICKLES -> LegacyFile.open(name, file, limits);
        case SAFETENSORS -> SafetensorsFile.open(name, file, limits);
      };
    } catch (NoSuchFileException e) {
      throw new CheckpointException(name + ": no such file", e);
    } catch (IOException e) {
      throw new CheckpointException(name + ": cannot be read: " + IoErrors.reason(e), e);
    }
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(FileKind.HEAD_BYTES);
    }
  }
}
