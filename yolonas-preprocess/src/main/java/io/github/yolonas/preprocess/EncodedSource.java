package io.github.yolonas.preprocess;

import io.github.yolonas.preprocess.internal.Addresses;
import io.github.yolonas.preprocess.internal.HttpDownload;
import io.github.yolonas.preprocess.internal.IoErrors;
import io.github.yolonas.preprocess.internal.PolicedAddress;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** The bytes of an image file, wherever they lie. */
record EncodedSource(String name, Opener opener) implements ImageSource {

  /** Brings the bytes to native memory, attached to the current {@code PointerScope}. */
  @FunctionalInterface
  interface Opener {
    EncodedBytes open(ImageReadOptions options) throws IOException;
  }

  static ImageSource of(Path file) {
    return new EncodedSource(file.toString(), o -> EncodedBytes.read(file, o.maxBytes()));
  }

  /** A source which is known not to be readable, to be reported in its turn. */
  static ImageSource unreadable(String name, ImageReadException reason) {
    return new EncodedSource(
        name,
        options -> {
          throw reason;
        });
  }

  static ImageSource of(byte[] encoded) {
    return of(encoded, "byte[" + encoded.length + "]");
  }

  static ImageSource of(byte[] encoded, String name) {
    return new EncodedSource(name, o -> EncodedBytes.copy(encoded, o.maxBytes()));
  }

  static ImageSource of(InputStream encoded) {
    String simpleName = encoded.getClass().getSimpleName();
    String name = simpleName.isEmpty() ? "stream" : simpleName; // an anonymous class has none
    AtomicBoolean taken = new AtomicBoolean();
    return new EncodedSource(
        name,
        options -> {
          if (taken.getAndSet(true)) {
            throw new ImageReadException(
                name,
                "the stream has been read already",
                "one decode of a stream; a file or a byte[] can be decoded again");
          }
          return EncodedBytes.read(encoded, options.maxBytes());
        });
  }

  static ImageSource of(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "file" -> local(path(uri));
      case "http", "https" ->
          new EncodedSource(Addresses.withoutSecrets(uri), o -> download(uri, o));
      default ->
          throw new ImageReadException(
              Addresses.withoutSecrets(uri),
              uri.getScheme() == null ? "no scheme" : "the scheme " + uri.getScheme(),
              "file, http or https");
    };
  }

  private static ImageSource local(Path file) {
    String name = file.toString();
    return new EncodedSource(
        name,
        options -> {
          PolicedAddress.requireScheme("file", options.addresses());
          return EncodedBytes.read(file, options.maxBytes());
        });
  }

  private static Path path(URI uri) {
    try {
      return Path.of(uri);
    } catch (IllegalArgumentException e) {
      throw new ImageReadException(
          uri.toString(), String.valueOf(e.getMessage()), "a local file: URI", e);
    }
  }

  private static EncodedBytes download(URI uri, ImageReadOptions options) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    HttpDownload.copy(uri, body, options.httpTimeout(), options.maxBytes(), options.addresses());
    return EncodedBytes.copy(body.toByteArray(), options.maxBytes());
  }

  EncodedBytes open(ImageReadOptions options) {
    try {
      return opener.open(options);
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new ImageReadException(name, "there is no such file", "an image file", e);
    } catch (AccessDeniedException e) {
      throw new ImageReadException(name, "the file may not be read", "a readable file", e);
    } catch (IOException e) {
      throw new ImageReadException(name, IoErrors.reason(e), "the bytes of an image file", e);
    }
  }
}
