package io.github.yolonas.train.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The files that a training leaves.
 *
 * @param path where they lie
 */
record TrainingFolder(Path path) {

  /** Everything that going on takes. */
  Path state() {
    return path.resolve("state.safetensors");
  }

  /** The network after the last epoch, for users. */
  Path last() {
    return path.resolve("last.pth");
  }

  /** The network that validated best, for users. */
  Path best() {
    return path.resolve("best.pth");
  }

  /** The average of the best networks, for users. */
  Path average() {
    return path.resolve("average.pth");
  }

  /** One of the best networks, to be averaged. */
  Path candidate(int epoch) {
    return path.resolve("candidates").resolve("epoch-%03d.safetensors".formatted(epoch));
  }

  /** What the network found on validation images after an epoch. */
  Path picture(int epoch) {
    return path.resolve("pictures").resolve("epoch-%03d.jpg".formatted(epoch));
  }

  /**
   * Makes the folder ready.
   *
   * @param resume whether a training is to go on
   * @return whether there is one to go on with
   * @throws TrainingException if there is another training, or nothing can be written
   */
  boolean prepare(boolean resume) {
    try {
      Files.createDirectories(path);
      Files.createDirectories(picture(0).getParent());
      Files.createDirectories(candidate(0).getParent());
    } catch (IOException e) {
      throw new TrainingException(path + ": cannot be made a folder to write in: " + e, e);
    }
    boolean exists = Files.exists(state());
    if (exists && !resume) {
      throw new TrainingException(
          path + ": expected an empty folder, found a training; resume it, or name another folder");
    }
    removeParts();
    return exists;
  }

  /** What a process that was killed left half-written. */
  private void removeParts() {
    try (Stream<Path> files = Files.walk(path, 2)) {
      for (Path file : files.filter(TrainingFolder::isPart).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new TrainingException(path + ": cannot be tidied up: " + e, e);
    }
  }

  private static boolean isPart(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".") && name.endsWith(".part");
  }
}
