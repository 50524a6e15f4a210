package io.github.yolonas.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** What the build wrote down: this library's version, and those of the natives it was made for. */
public final class LibraryVersion {
  private static final String RESOURCE = "library.properties";
  private static final Properties BUILD = read();

  /** This library's, such as {@code 1.2.0}. */
  public static final String TEXT = BUILD.getProperty("version", "unknown");

  private LibraryVersion() {}

  /**
   * The version of a native library that this one was built and tested with.
   *
   * @param artifact {@code openblas}, {@code opencv} or {@code pytorch}
   */
  public static String builtWith(String artifact) {
    return Objects.requireNonNull(BUILD.getProperty(artifact), artifact);
  }

  private static Properties read() {
    Properties build = new Properties();
    try (InputStream in = LibraryVersion.class.getResourceAsStream(RESOURCE)) {
      build.load(Objects.requireNonNull(in, RESOURCE));
      return build;
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }
}
