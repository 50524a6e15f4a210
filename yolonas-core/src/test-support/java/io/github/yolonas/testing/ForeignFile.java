package io.github.yolonas.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One file whose content changes from input to input: creating thousands takes long. */
public final class ForeignFile {
  private final Path path;
  private final FileChannel channel;

  private ForeignFile(Path path) throws IOException {
    this.path = path;
    channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** In a folder of its own, which is deleted when the JVM ends. */
  public static ForeignFile named(String name) {
    try {
      Path folder = Files.createTempDirectory("foreign");
      folder.toFile().deleteOnExit();
      Path path = folder.resolve(name);
      ForeignFile file = new ForeignFile(path);
      path.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Gives it another content. */
  public Path holding(byte[] content) {
    try {
      channel.truncate(content.length);
      channel.write(ByteBuffer.wrap(content), 0);
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
