package io.github.yolonas.checkpoint;

import io.github.yolonas.preprocess.internal.IoErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * The SHA-256 of a checkpoint as it was when it was opened.
 *
 * <p>To digest a large file takes about as long as to load it, and few callers want to know. So a
 * file is read for it when it is first asked for, and the answer is kept. The file may be another
 * by then: its size, time of modification and identity are remembered from when it was opened, and
 * if they differ there is no digest rather than a wrong one. The copy of a stream or a download
 * will soon be deleted; it is digested at once, in a thread beside the one that loads.
 *
 * <p>Thread-safe.
 */
public abstract sealed class CheckpointDigest {
  private CheckpointDigest() {}

  /** Of a file that stays; read when it is asked for. */
  static CheckpointDigest of(String name, Path file) {
    return new OfFile(name, file);
  }

  /**
   * Of a file that may be deleted as soon as this method has returned.
   *
   * @param name what to call it in messages
   * @param file the file, complete
   * @throws IOException if it cannot be opened
   */
  public static CheckpointDigest ofTemporary(String name, Path file) throws IOException {
    return new OfTemporary(name, Files.newInputStream(file));
  }

  /**
   * The digest; the first call may read the file.
   *
   * @return 64 hexadecimal digits, in lower case
   * @throws CheckpointException if the file has changed since it was opened, or cannot be read
   */
  public abstract String sha256();

  /** {@return the digest, or why it is unknown} */
  @Override
  public final String toString() {
    try {
      return sha256();
    } catch (CheckpointException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Reads to the end, and closes. */
  private static String read(InputStream in, String name) {
    try (in) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, sha).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(sha.digest());
    } catch (IOException e) {
      throw new CheckpointException(name + ": cannot be read: " + IoErrors.reason(e), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static final class OfFile extends CheckpointDigest {
    private final String name;
    private final Path file;
    private final Optional<FileStamp> stamp;
    private Optional<String> known = Optional.empty();

    OfFile(String name, Path file) {
      this.name = name;
      this.file = file;
      this.stamp = FileStamp.of(file);
    }

    @Override
    public synchronized String sha256() {
      if (known.isEmpty()) {
        requireUnchanged();
        String read = read();
        requireUnchanged();
        known = Optional.of(read);
      }
      return known.orElseThrow();
    }

    private String read() {
      try {
        return CheckpointDigest.read(Files.newInputStream(file), name);
      } catch (IOException e) {
        throw new CheckpointException(name + ": cannot be read: " + IoErrors.reason(e), e);
      }
    }

    private void requireUnchanged() {
      if (stamp.isEmpty() || !stamp.equals(FileStamp.of(file))) {
        throw new CheckpointException(
            name + ": its SHA-256 is unknown, for the file has changed since it was loaded");
      }
    }
  }

  private static final class OfTemporary extends CheckpointDigest {
    private static final Executor BESIDE =
        task -> {
          Thread thread = new Thread(task, "yolonas-sha256");
          thread.setDaemon(true);
          thread.start();
        };

    private final CompletableFuture<String> read;

    /** An open file outlives its name; on Windows, too, as Java opens it. */
    OfTemporary(String name, InputStream open) {
      read = CompletableFuture.supplyAsync(() -> read(open, name), BESIDE);
    }

    @Override
    public String sha256() {
      try {
        return read.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof CheckpointException cause
            ? new CheckpointException(String.valueOf(cause.getMessage()), cause)
            : e;
      }
    }
  }
}
