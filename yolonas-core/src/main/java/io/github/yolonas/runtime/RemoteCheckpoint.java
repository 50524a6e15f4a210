package io.github.yolonas.runtime;

import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointDigest;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.preprocess.AddressPolicy;
import io.github.yolonas.preprocess.internal.Addresses;
import io.github.yolonas.preprocess.internal.HttpDownload;
import io.github.yolonas.preprocess.internal.IoErrors;
import io.github.yolonas.preprocess.internal.PolicedAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/** Reads a checkpoint that lies at an address. */
public final class RemoteCheckpoint {
  private static final Duration TIMEOUT = Duration.ofMinutes(30);
  private static final long MOST_BYTES = 4L << 30;

  private RemoteCheckpoint() {}

  /**
   * A {@code file:} is read where it lies; {@code http:} and {@code https:} are spooled to a
   * temporary file, of at most 4 GiB within 30 minutes, which is deleted in any case.
   *
   * @param policy which addresses are opened
   */
  public static <T> T read(URI uri, AddressPolicy policy, Function<Checkpoint, T> reader) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "file" -> local(uri, policy, reader);
      case "http", "https" -> download(uri, policy, reader);
      default ->
          throw new CheckpointException(
              Addresses.withoutSecrets(uri)
                  + ": expected a file:, http: or https: address, found '"
                  + scheme
                  + "'");
    };
  }

  private static <T> T local(URI uri, AddressPolicy policy, Function<Checkpoint, T> reader) {
    Path file;
    try {
      PolicedAddress.requireScheme("file", policy);
      file = Path.of(uri);
    } catch (IOException e) {
      throw new CheckpointException(uri + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(uri + ": expected the file: address of a local path", e);
    }
    try (Checkpoint open = Checkpoint.open(file)) {
      return reader.apply(open);
    }
  }

  private static <T> T download(URI uri, AddressPolicy policy, Function<Checkpoint, T> reader) {
    try {
      Path spool = Files.createTempFile("yolonas-", ".checkpoint");
      try {
        try (OutputStream out = Files.newOutputStream(spool)) {
          HttpDownload.copy(uri, out, TIMEOUT, MOST_BYTES, policy);
        }
        String name = Addresses.withoutSecrets(uri);
        CheckpointDigest digest = CheckpointDigest.ofTemporary(name, spool);
        try (Checkpoint open = Checkpoint.open(spool, name, digest)) {
          return reader.apply(open);
        }
      } finally {
        Files.deleteIfExists(spool);
      }
    } catch (IOException e) {
      throw new CheckpointException(Addresses.withoutSecrets(uri) + ": " + IoErrors.reason(e), e);
    }
  }
}
