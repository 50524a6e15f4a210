package io.github.yolonas.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** What the build wrote down: this library's version. */
public final class LibraryVersion {
  private static final String RESOURCE = "library.properties";
  private static final Properties BUILD = read();

  /** This library's, such as {@code 1.2.0}. */
  public static final String TEXT = BUILD.getProperty("version", "unknown");

  private LibraryVersion() {}

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
