package io.github.yolonas.spark;

import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.apache.spark.broadcast.Broadcast;

/** Where an executor finds the checkpoint. */
sealed interface ModelSource extends Serializable {

  /** Equal for equal weights, as far as can be told without reading them. */
  Object identity();

  /**
   * Loads the model.
   *
   * @throws io.github.yolonas.checkpoint.CheckpointException as {@link YoloNas#load(Path)}
   */
  YoloNas load(YoloNasOptions options);

  /**
   * A file that lies on every machine.
   *
   * @param path the same everywhere
   */
  record OnEachMachine(String path) implements ModelSource {
    private record Stamp(Path file, long size, FileTime modified) {}

    @Override
    public Object identity() {
      Path file = Path.of(path).toAbsolutePath();
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(file, found.size(), found.lastModifiedTime());
      } catch (IOException e) {
        throw new UncheckedIOException(
            path + ": expected a checkpoint on this machine, found none to read: " + e, e);
      }
    }

    @Override
    public YoloNas load(YoloNasOptions options) {
      return YoloNas.load(Path.of(path), options);
    }
  }

  /**
   * A file that the driver read and Spark brings to each executor once.
   *
   * @param name what errors call it
   * @param sha256 of its content
   * @param content all of it
   */
  record Sent(String name, String sha256, Broadcast<byte[]> content) implements ModelSource {

    @Override
    public Object identity() {
      return sha256;
    }

    @Override
    public YoloNas load(YoloNasOptions options) {
      return YoloNas.load(new ByteArrayInputStream(content.value()), name, options);
    }
  }
}
