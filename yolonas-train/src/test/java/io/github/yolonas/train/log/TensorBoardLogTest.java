package io.github.yolonas.train.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.train.loss.DetectionLoss;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardLogTest {
  private static final int START = 1;

  @TempDir private Path folder;

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** RFC 3720, appendix B.4, masked. */
  @Test
  void theReadersChecksumIsCrc32c() {
    int crc = 0xE3069283;
    assertThat(EventFiles.masked("123456789".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(Integer.rotateRight(crc, 15) + 0xa282ead8);
  }

  @Test
  void framesChecksumsAndNumbersAreAsTensorBoardReadsThem() throws IOException {
    Reports.run(new TensorBoardLog(folder), 0, 3);
    assertThat(files()).hasSize(1);
    List<EventFiles.Event> events = EventFiles.read(files().get(0));
    assertThat(events).extracting(EventFiles.Event::step).containsExactly(1L, 1L, 1L, 2L, 3L, 3L);
    assertThat(events.get(0).version()).isEqualTo("brain.Event:2");
    assertThat(events.get(1).session()).isEqualTo(START);
    assertThat(events)
        .allSatisfy(
            event ->
                assertThat(event.wallTime())
                    .isBetween(
                        Instant.now().getEpochSecond() - 60.0,
                        Instant.now().getEpochSecond() + 1.0));
    assertThat(events.get(3).scalars())
        .containsOnly(
            Map.entry("loss/total", 50f),
            Map.entry("loss/classification", 30f),
            Map.entry("loss/iou", 15f),
            Map.entry("loss/dfl", 5f),
            Map.entry("learningRate", 5e-4f),
            Map.entry("loss/distillBox", 0.25f),
            Map.entry("gradientNorm", 1.5f),
            Map.entry("imagesPerSecond", 16f));
    assertThat(events.get(5).scalars())
        .hasSize(12)
        .containsEntry("epoch/loss", 100f / 3)
        .containsEntry("validation/ap", 0.05f)
        .containsEntry("validation/arLarge", 0.6f)
        .doesNotContainKey("validation/apSmall");
  }

  @Test
  void whatIsNotFiniteIsLeftOut() throws IOException {
    TensorBoardLog log = new TensorBoardLog(folder);
    log.started(0);
    log.step(
        Reports.step(
            1, new DetectionLoss.Values(Double.NaN, Double.NaN, 1, Double.NaN), Double.NaN));
    assertThat(EventFiles.read(files().get(0)).get(2).scalars())
        .containsOnlyKeys("loss/dfl", "loss/distillBox", "learningRate", "imagesPerSecond");
  }

  @Test
  void aRunThatGoesOnSaysFromWhere() throws IOException {
    Reports.run(new TensorBoardLog(folder), 0, 7);
    byte[] before = Files.readAllBytes(files().get(0));
    Reports.run(new TensorBoardLog(folder), 4, 5);
    assertThat(files()).hasSize(2);
    assertThat(files().get(0)).hasBinaryContent(before);
    List<EventFiles.Event> events = EventFiles.read(files().get(1));
    assertThat(events.get(0).version()).isEqualTo("brain.Event:2");
    assertThat(events.get(1).session()).isEqualTo(START);
    assertThat(events).extracting(EventFiles.Event::step).containsExactly(5L, 5L, 5L);
  }

  @Test
  void laterRunsSortLaterEvenIfTheClockWentBack() throws IOException {
    Path future = folder.resolve("events.out.tfevents.9999999998.elsewhere");
    Files.createFile(future);
    new TensorBoardLog(folder).started(0);
    assertThat(files()).hasSize(2).first().isEqualTo(future);
    assertThat(files().get(1).getFileName()).hasToString("events.out.tfevents.9999999999.yolonas");
  }

  @Test
  void anInterruptedTrainingIsLoggedToItsEnd() throws IOException {
    Thread.currentThread().interrupt();
    try {
      Reports.run(new TensorBoardLog(folder), 0, 3);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(EventFiles.read(files().get(0))).hasSize(6);
  }

  @Test
  void numbersBeforeTheBeginningAreRefused() {
    assertThatThrownBy(() -> new TensorBoardLog(folder).step(Reports.step(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected started before anything else");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsSaidToBeFull() throws IOException {
    TensorBoardLog log = new TensorBoardLog(folder);
    log.started(0);
    Path file = files().get(0);
    Files.delete(file);
    Files.createSymbolicLink(file, Path.of("/dev/full"));
    assertThatThrownBy(() -> log.step(Reports.step(1)))
        .isInstanceOf(TrainingLogException.class)
        .hasMessageContaining(file + ": cannot be written")
        .hasMessageContaining("No space left");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "a file");
    assertThatThrownBy(() -> new TensorBoardLog(taken).started(0))
        .isInstanceOf(TrainingLogException.class)
        .hasMessageContaining(taken + ": cannot be written");
  }
}
