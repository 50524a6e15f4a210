package io.github.yolonas.examples.command;

import io.github.yolonas.PredictionJsonWriter;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.ResultWriteException;
import io.github.yolonas.file.AtomicFile;
import io.github.yolonas.format.CsvFormat;
import io.github.yolonas.format.DetectionWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One text of all results, which grows beside its place and takes it when it is complete, so that
 * memory does not grow with the number of images.
 */
final class ResultFile implements ResultOutput {
  private final Path target;
  private final Path part;
  private final Writer out;
  private final Content content;

  private record Content(Consumer<PredictionOutcome> add, Runnable end) {}

  private ResultFile(Path target, Function<Writer, Content> format) {
    this.target = target;
    part = AtomicFile.partOf(target);
    try {
      out = Files.newBufferedWriter(part);
    } catch (IOException e) {
      throw failed(e);
    }
    content = format.apply(out);
  }

  /** A table of what was found. */
  static ResultFile csv(Path target) {
    return new ResultFile(
        target,
        out -> {
          DetectionWriter table = new CsvFormat().writer(out);
          return new Content(
              outcome -> {
                if (outcome instanceof PredictionOutcome.Predicted found) {
                  table.write(found.prediction());
                }
              },
              table::close);
        });
  }

  /** What {@code --json} prints, with the images that cannot be read. */
  static ResultFile json(Path target) {
    return new ResultFile(
        target,
        out -> {
          PredictionJsonWriter array = new PredictionJsonWriter(out);
          return new Content(array::write, array::close);
        });
  }

  @Override
  public Optional<String> add(PredictionOutcome outcome) {
    content.add().accept(outcome);
    return Optional.empty();
  }

  @Override
  public Optional<String> complete() {
    content.end().run();
    try {
      out.close();
      AtomicFile.complete(part, target);
    } catch (IOException e) {
      throw failed(e);
    }
    return Optional.of("wrote " + target);
  }

  @Override
  public void close() {
    try {
      try {
        out.close();
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private ResultWriteException failed(IOException e) {
    return new ResultWriteException(target + ": cannot be written: " + e, e);
  }
}
