package io.github.yolonas.examples.soak;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.YoloNas;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.preprocess.ImageSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads a new model, from a file or a stream, and closes the old one while it is in use. */
final class ModelReplacement {
  private final ServedModel served;
  private final Path checkpoint;
  private final Pictures pictures;
  private final byte[] bytes;
  private int replaced;

  ModelReplacement(ServedModel served, Path checkpoint, Pictures pictures) throws IOException {
    this.served = served;
    this.checkpoint = checkpoint;
    this.pictures = pictures;
    bytes = Files.readAllBytes(checkpoint);
  }

  int replaced() {
    return replaced;
  }

  void replace() {
    refuseBadCheckpoints();
    Serving old = served.current();
    boolean fromFile = replaced++ % 2 == 0;
    served.replace(
        Serving.of(
            options ->
                fromFile
                    ? YoloNas.load(checkpoint, options)
                    : YoloNas.load(new ByteArrayInputStream(bytes), options)));
    requireClosed(old);
  }

  private void refuseBadCheckpoints() {
    BrokenStream broken = new BrokenStream(bytes, bytes.length / 2);
    assertThatThrownBy(() -> YoloNas.load(broken))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("connection reset");
    assertThatThrownBy(() -> YoloNas.load(new ByteArrayInputStream(bytes, 0, bytes.length / 2)))
        .isInstanceOf(CheckpointException.class);
  }

  private void requireClosed(Serving old) {
    Path file = pictures.good().get(0);
    assertThatThrownBy(() -> old.model().predict(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("is closed");
    assertThatThrownBy(() -> old.batching().predict(ImageSource.of(file)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("is closed");
    old.close(); // again, which does nothing
  }
}
