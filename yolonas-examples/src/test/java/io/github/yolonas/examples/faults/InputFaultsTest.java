package io.github.yolonas.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.PredictionListener;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.TiledPredictor;
import io.github.yolonas.TilingOptions;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.NativeLeakExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What comes from outside breaks: streams half-way, callers' own code. The model goes on. */
@ExtendWith(NativeLeakExtension.class)
class InputFaultsTest {
  private YoloNas model;

  @BeforeEach
  void load() {
    model = ShapesModel.load();
  }

  @AfterEach
  void goesOn() {
    ShapesModel.requireWorks(model);
    model.close();
  }

  /** Gives the first half of a file, and then fails in its way. */
  private static InputStream half(Path file, RuntimeException unchecked) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return new InputStream() {
      private int position;

      @Override
      public int read() throws IOException {
        if (position < bytes.length / 2) {
          return bytes[position++] & 0xFF;
        }
        if (unchecked != null) {
          throw unchecked;
        }
        throw new IOException("connection reset");
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        if (length > 0) {
          target[offset] = (byte) read();
        }
        return Math.min(length, 1);
      }
    };
  }

  @Test
  void anImageStreamBreaks() throws Exception {
    ImageSource broken = ImageSource.of(half(ShapesModel.IMAGE, null));
    FaultReport.refused(
        "an image's stream breaks half-way",
        ImageReadException.class,
        "connection reset",
        () -> model.predict(broken));
  }

  /** It is an outcome among others, which are predicted all the same. */
  @Test
  void anImageStreamBreaksInABatch() throws Exception {
    List<ImageSource> images =
        List.of(
            ImageSource.of(ShapesModel.IMAGE),
            ImageSource.of(half(ShapesModel.IMAGE, null)),
            ImageSource.of(ShapesModel.IMAGE));
    List<PredictionOutcome> outcomes =
        model.stream(images.stream(), PredictOptions.defaults()).toList();
    assertThat(outcomes.get(0).orElseThrow().prediction()).hasSize(ShapesModel.OBJECTS);
    assertThat(outcomes.get(1)).isInstanceOf(PredictionOutcome.Unreadable.class);
    assertThat(outcomes.get(2).orElseThrow().prediction()).hasSize(ShapesModel.OBJECTS);
    FaultReport.add(
        "an image's stream breaks half-way, in a batch",
        "one Unreadable outcome, the others predicted",
        "outcomes: "
            + outcomes.stream().map(outcome -> outcome.getClass().getSimpleName()).toList());
  }

  @Test
  void anImageStreamFailsWithAnUncheckedException() throws Exception {
    UncheckedIOException own = new UncheckedIOException(new IOException("pool is closed"));
    ImageSource broken = ImageSource.of(half(ShapesModel.IMAGE, own));
    FaultReport.refused(
        "an image's stream throws an unchecked exception of its own",
        UncheckedIOException.class,
        "pool is closed",
        () -> model.predict(broken));
  }

  @Test
  void aModelStreamBreaks() throws Exception {
    long before = temporaryFiles();
    FaultReport.refused(
        "a model's stream breaks half-way",
        CheckpointException.class,
        "the stream cannot be read: connection reset",
        () -> YoloNas.load(half(ShapesModel.CHECKPOINT, null)));
    assertThat(temporaryFiles()).isEqualTo(before);
  }

  @Test
  void aModelFileIsCutShort() throws Exception {
    byte[] bytes = Files.readAllBytes(ShapesModel.CHECKPOINT);
    Path cut = Files.createTempFile("cut", ".pth");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    FaultReport.refused(
        "a model's file is cut short",
        CheckpointException.class,
        "the file is cut off or damaged",
        () -> YoloNas.load(cut));
    Files.delete(cut);
  }

  @Test
  void aListenerThrows() {
    PredictionListener broken =
        pass -> {
          throw new NoClassDefFoundError("metrics/Timer");
        };
    try (YoloNas told =
        YoloNas.load(ShapesModel.CHECKPOINT, YoloNasOptions.builder().listener(broken).build())) {
      FaultReport.add(
          "a PredictionListener throws an exception or an error",
          "logged once, the prediction is not affected",
          "logged once; %d objects found, as without it"
              .formatted(ShapesModel.requireWorks(told).size()));
    }
  }

  @Test
  void aProgressListenerThrows() {
    TilingOptions failing =
        TilingOptions.builder()
            .tileSize(160)
            .progress(
                (done, total) -> {
                  throw new IllegalArgumentException("no room for the bar");
                })
            .build();
    TiledPredictor tiled = new TiledPredictor(model, failing);
    FaultReport.refused(
        "a ProgressListener throws",
        IllegalArgumentException.class,
        "no room for the bar",
        () -> tiled.predict(ImageSource.of(ShapesModel.IMAGE)));
  }

  private static long temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.getFileName().toString().startsWith("yolonas-")).count();
    }
  }
}
