package io.github.yolonas.checkpoint;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.yolonas.file.AtomicFile;
import io.github.yolonas.preprocess.internal.IoErrors;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes checkpoints that the original, PyTorch and the safetensors library read.
 *
 * <p>Tensors are copied one by one, so that writing takes little memory. The file appears whole or
 * not at all. The same weights and metadata give the same bytes.
 */
public final class CheckpointWriter {
  private CheckpointWriter() {}

  /**
   * Writes by the name's ending: {@code .pth} or {@code .pt}, or {@code .safetensors}.
   *
   * @param out the file to create or replace
   * @param weights the tensors, in the order in which they are to be stored
   * @param metadata class names, processing parameters and other texts
   * @throws IllegalArgumentException for another ending
   * @throws CheckpointException if the file cannot be written, or a tensor not be read
   */
  public static void write(Path out, StateDict weights, CheckpointMetadata metadata) {
    String name = out.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".safetensors")) {
      writeSafetensors(out, weights, metadata);
    } else if (name.endsWith(".pth") || name.endsWith(".pt")) {
      writePyTorch(out, weights, metadata);
    } else {
      throw new IllegalArgumentException(
          out + ": expected a name that ends in .pth, .pt or .safetensors");
    }
  }

  /**
   * Writes {@code .safetensors}; class names and processing parameters as JSON in its metadata.
   *
   * @param out the file to create or replace
   * @param weights the tensors, in the order in which they are to be stored
   * @param metadata class names, processing parameters and other texts
   * @throws CheckpointException if the file cannot be written, or a tensor not be read
   */
  public static void writeSafetensors(Path out, StateDict weights, CheckpointMetadata metadata) {
    replace(out, channel -> SafetensorsFileWriter.write(channel, weights, metadata));
  }

  /**
   * Writes PyTorch's zip format in the layout of the original's trainer: the weights as {@code
   * net}, class names and processing as {@code processing_params}.
   *
   * @param out the file to create or replace
   * @param weights the tensors, in the order in which they are to be stored
   * @param metadata class names, processing parameters and other texts
   * @throws CheckpointException if the file cannot be written, or a tensor not be read
   */
  public static void writePyTorch(Path out, StateDict weights, CheckpointMetadata metadata) {
    replace(out, channel -> PyTorchFileWriter.write(channel, weights, metadata));
  }

  /** Fills an open file. */
  private interface Content {
    void write(FileChannel out) throws IOException;
  }

  private static void replace(Path target, Content content) {
    if (Files.isDirectory(target)) {
      throw new CheckpointException(target + ": expected a file to write, found a directory");
    }
    try {
      AtomicFile.write(
          target,
          part -> {
            try (FileChannel out = FileChannel.open(part, CREATE_NEW, READ, WRITE)) {
              content.write(out);
            }
          });
    } catch (IOException e) {
      throw new CheckpointException(target + ": cannot be written: " + IoErrors.reason(e), e);
    }
  }
}
