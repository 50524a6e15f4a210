package io.github.yolonas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * ONNX Runtime 1.29 ends the process with a segmentation fault, and no word, where it is loaded by
 * one whose command line is longer than 4 KiB; class paths easily are. Better not to load it then.
 */
final class CommandLineLimit {
  static final int BYTES = 4096;

  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private CommandLineLimit() {}

  /** Whether this process may load ONNX Runtime. */
  static boolean isKept() {
    try {
      return !Files.isReadable(COMMAND_LINE) || Files.readAllBytes(COMMAND_LINE).length < BYTES;
    } catch (IOException e) {
      return true; // nothing is known against it
    }
  }

  /**
   * Refuses to go on where loading would crash.
   *
   * @throws IllegalStateException with a way out
   */
  static void require() {
    if (!isKept()) {
      throw new IllegalStateException(
          "ONNX Runtime crashes where the command line is longer than "
              + BYTES
              + " bytes; give the class path in the environment variable CLASSPATH");
    }
  }
}
