package io.github.yolonas.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Opens a file and asks for everything in it, as an application would. Only a {@link
 * CheckpointException} may come of it; anything else escapes and fails the test.
 */
final class Exercise {
  /** Small enough that a hostile file cannot keep a test busy for long. */
  static final CheckpointLimits LIMITS =
      CheckpointLimits.defaults().withMaxPickleOpcodes(100_000).withMaxTensorBytes(1 << 20);

  private static final Path FILE = temporaryFile();
  private static final FileChannel OUT = openForWriting();
  private static final ByteBuffer TARGET = ByteBuffer.allocateDirect(1 << 20);

  private Exercise() {}

  /** How many tensors were read; -1 if the file was refused. */
  static int everything(Path file) {
    int read = 0;
    try (Checkpoint checkpoint = Checkpoint.open(file, LIMITS)) {
      StateDict weights = checkpoint.stateDict();
      for (String name : weights.names()) {
        read += readOrRefused(weights, name) ? 1 : 0;
      }
      askMetadata(checkpoint.metadata());
    } catch (CheckpointException e) {
      return -1;
    }
    return read;
  }

  /**
   * The same for content, which goes to one file that stays open: creating thousands takes long.
   */
  static synchronized int everything(byte[] content) {
    try {
      OUT.truncate(content.length);
      OUT.write(ByteBuffer.wrap(content), 0);
      return everything(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel openForWriting() {
    try {
      return FileChannel.open(FILE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporaryFile() {
    try {
      Path file = Files.createTempFile("exercise", ".bin");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean readOrRefused(StateDict weights, String name) {
    try {
      weights.get(name).readInto(TARGET.clear());
      return true;
    } catch (CheckpointException e) {
      return false;
    }
  }

  private static void askMetadata(CheckpointMetadata metadata) {
    Runnable[] questions = {
      metadata::classNames,
      metadata::processingParams,
      metadata::processingParamsWithoutSteps,
      metadata::extra
    };
    for (Runnable question : questions) {
      try {
        question.run();
      } catch (CheckpointException e) {
        if (e.getMessage() == null) {
          throw e;
        }
      }
    }
  }
}
