package io.github.yolonas.train.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.train.loss.DetectionLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CsvLogTest {
  @TempDir private Path folder;

  private Path steps = Path.of("");
  private Path epochs = Path.of("");

  @BeforeEach
  void names() {
    steps = folder.resolve("run/steps.csv");
    epochs = folder.resolve("run/epochs.csv");
  }

  private CsvLog log() {
    return new CsvLog(folder.resolve("run"));
  }

  private static List<Long> firstColumn(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(line -> Long.valueOf(line.substring(0, line.indexOf(','))))
        .toList();
  }

  @Test
  void aRowForEachBatchAndEpoch() throws IOException {
    Reports.run(log(), 0, 6);
    assertThat(steps)
        .content()
        .startsWith(
            """
            step,epoch,batch,images,learningRate,loss,classification,iou,dfl,auxiliary,gradientNorm,skipped,seconds,waitingSeconds
            1,0,0,8,5.0E-4,100.0,60.0,30.0,10.0,0.25,NaN,false,0.5,0.125
            2,0,1,8,5.0E-4,50.0,30.0,15.0,5.0,0.25,1.5,false,0.5,0.125
            """);
    assertThat(firstColumn(steps)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    List<String> rows = Files.readAllLines(epochs);
    assertThat(rows.get(0))
        .endsWith(
            "waitingShare,best,ap,ap50,ap75,apSmall,apMedium,apLarge,ar1,ar10,ar100,arSmall,arMedium,arLarge");
    assertThat(rows.get(1))
        .startsWith("3,0,33.33")
        .endsWith(",24,2.0,12.0,0.25,true,0.05,0.1,0.15,-1.0,0.25,0.3,0.35,0.4,0.45,0.5,0.55,0.6");
    assertThat(rows.get(2)).startsWith("6,1,").endsWith(",false,,,,,,,,,,,,");
    assertThat(rows).allSatisfy(row -> assertThat(row.split(",", -1)).hasSize(24));
  }

  @Test
  void numbersHaveAPointInEveryLocale() throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      Reports.run(log(), 0, 1);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(Files.readAllLines(steps).get(1).split(",", -1)).hasSize(14);
  }

  @Test
  void aSkippedBatchSaysWhatItsLossWas() throws IOException {
    CsvLog log = log();
    log.started(0);
    DetectionLoss.Values bad = new DetectionLoss.Values(Double.NaN, 1, 1, Double.POSITIVE_INFINITY);
    log.step(Reports.step(1, bad, Double.NaN));
    assertThat(Files.readAllLines(steps).get(1)).contains(",Infinity,NaN,1.0,1.0,0.25,NaN,true,");
  }

  @Test
  void whatIsLaterThanWhereItGoesOnIsForgotten() throws IOException {
    Reports.run(log(), 0, 7);
    Reports.run(log(), 4, 9);
    assertThat(firstColumn(steps)).isEqualTo(LongStream.rangeClosed(1, 9).boxed().toList());
    assertThat(firstColumn(epochs)).containsExactly(3L, 6L, 9L);
  }

  @Test
  void aTrainingThatBeginsAnewForgetsAll() throws IOException {
    Reports.run(log(), 0, 7);
    Reports.run(log(), 0, 2);
    assertThat(firstColumn(steps)).containsExactly(1L, 2L);
    assertThat(firstColumn(epochs)).isEmpty();
  }

  @Test
  void aHalfWrittenLastRowIsDropped() throws IOException {
    Reports.run(log(), 0, 5);
    Files.writeString(steps, "6,1,2,8,5.0E", StandardOpenOption.APPEND);
    Reports.run(log(), 6, 8);
    assertThat(firstColumn(steps)).containsExactly(1L, 2L, 3L, 4L, 5L, 7L, 8L);
    assertThat(Files.readString(steps)).doesNotContain("5.0E\n");
  }

  @Test
  void aLogThatWasLostBeginsWhereTheTrainingGoesOn() throws IOException {
    Reports.run(log(), 4, 6);
    assertThat(firstColumn(steps)).containsExactly(5L, 6L);
  }

  @Test
  void everyRowIsInTheFileAtOnce() throws IOException {
    CsvLog log = log();
    log.started(0);
    assertThat(steps).content().endsWith("waitingSeconds\n");
    log.step(Reports.step(1));
    assertThat(firstColumn(steps)).containsExactly(1L);
  }

  @Test
  void nothingIsLeftBesideTheTables() throws IOException {
    Reports.run(log(), 0, 7);
    Reports.run(log(), 4, 9);
    try (Stream<Path> files = Files.list(folder.resolve("run"))) {
      assertThat(files).containsExactlyInAnyOrder(steps, epochs);
    }
  }

  @Test
  void anotherTableOfThatNameStaysAsItIs() throws IOException {
    Files.createDirectories(steps.getParent());
    Files.writeString(steps, "day,steps\nmonday,8000\n");
    assertThatThrownBy(() -> log().started(0))
        .isInstanceOf(TrainingLogException.class)
        .hasMessageContaining(steps.toString())
        .hasMessageContaining("line 1: expected the columns step,epoch,")
        .hasMessageEndingWith("found day,steps");
    assertThat(steps).content().isEqualTo("day,steps\nmonday,8000\n");
  }

  @Test
  void aDamagedRowIsNamed() throws IOException {
    Reports.run(log(), 0, 3);
    Files.writeString(steps, "x,1\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> log().started(3))
        .isInstanceOf(TrainingLogException.class)
        .hasMessage(steps + ": line 5: expected a step, found 'x,1'");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Files.writeString(folder.resolve("run"), "a file");
    assertThatThrownBy(() -> log().started(0))
        .isInstanceOf(TrainingLogException.class)
        .hasMessageContaining(steps + ": cannot be written")
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsSaidToBeFull() throws IOException {
    CsvLog log = log();
    log.started(0);
    Files.delete(steps);
    Files.createSymbolicLink(steps, Path.of("/dev/full"));
    assertThatThrownBy(() -> log.step(Reports.step(1)))
        .isInstanceOf(TrainingLogException.class)
        .hasMessageContaining(steps + ": cannot be written")
        .hasMessageContaining("No space left");
  }

  @Test
  void rowsBeforeTheBeginningAreRefused() {
    assertThatThrownBy(() -> log().step(Reports.step(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(steps + ": expected started before anything else");
  }

  @Test
  void anInterruptedTrainingIsLoggedToItsEnd() throws IOException {
    Thread.currentThread().interrupt();
    try {
      Reports.run(log(), 0, 3);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(firstColumn(steps)).containsExactly(1L, 2L, 3L);
    assertThat(firstColumn(epochs)).containsExactly(3L);
  }
}
