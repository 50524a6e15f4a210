package io.github.yolonas.preprocess.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process at a time unpacks and loads natives. JavaCPP unpacks each library under a lock of its
 * own, yet of two processes that start on an empty cache one was seen to die of SIGBUS: a library
 * that it had mapped was written again by the other.
 */
final class CacheLock {
  private static final Logger LOG = LoggerFactory.getLogger(CacheLock.class);
  private static final String FILE = ".yolonas.lock";

  private CacheLock() {}

  /**
   * Loads a library while no other process does. Where the cache's folder cannot be written or
   * locked, it is loaded all the same, and JavaCPP says what is wrong.
   */
  static synchronized void load(Class<?> library) {
    try (FileChannel channel = open();
        FileLock lock = channel.lock()) {
      LOG.trace("{} while {}", library, lock);
      Loader.load(library);
    } catch (IOException e) {
      LOG.debug("natives are loaded without a lock: {}", e.toString());
      Loader.load(library);
    }
  }

  private static FileChannel open() throws IOException {
    Path file = Loader.getCacheDir().toPath().resolve(FILE);
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
