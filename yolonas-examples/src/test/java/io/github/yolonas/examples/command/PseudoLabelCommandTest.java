package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import io.github.yolonas.train.data.DetectionDatasets;
import io.github.yolonas.train.data.FileDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped model labels shipped pictures. */
@ExtendWith(NativeLeakExtension.class)
class PseudoLabelCommandTest {
  private static final String MODEL = Toy.MODEL;
  private static final String PICTURE = "scene_11_320x240.png";

  @TempDir private Path folder;
  private Path images = Path.of("");

  @BeforeEach
  void copyPictures() throws IOException {
    images = Files.createDirectories(folder.resolve("images"));
    for (String name : new String[] {PICTURE, "scene_09_160x120.png"}) {
      Files.copy(Path.of(Toy.IMAGES, name), images.resolve(name));
    }
  }

  private CommandRun run(String... more) {
    String[] line = new String[7 + more.length];
    System.arraycopy(
        new String[] {
          "pseudo-label", "--model", MODEL, "--images", images.toString(), "-o", labels().toString()
        },
        0,
        line,
        0,
        7);
    System.arraycopy(more, 0, line, 7, more.length);
    return CommandRun.of(line);
  }

  private Path labels() {
    return folder.resolve("labels.json");
  }

  @Test
  void labelsAreWhatTheModelPredicts() {
    CommandRun run = run("--conf", "0.6");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    FileDataset data = DetectionDatasets.open(labels());
    assertThat(data.size()).isEqualTo(2);
    Path picture = images.resolve(PICTURE);
    CommandRun predicted =
        CommandRun.of(
            "predict",
            "--model",
            MODEL,
            "--conf",
            "0.6",
            "--single-label",
            "--json",
            picture.toString());
    JsonNode detections = predicted.json().get(0).get("detections");
    int index = data.imageFile(0).equals(picture) ? 0 : 1;
    var labels = data.annotations(index).annotations();
    assertThat(detections).isNotEmpty();
    assertThat(labels).hasSameSizeAs(detections);
    for (int i = 0; i < labels.size(); i++) {
      assertThat(labels.get(i).object().className())
          .isEqualTo(detections.get(i).get("className").asText());
      double[] box = ReferenceData.doubles(detections.get(i).get("box"));
      assertThat((double) labels.get(i).object().box().x1())
          .isCloseTo(Math.max(0, box[0]), within(0.01));
    }
    int objects = labels.size() + data.annotations(1 - index).annotations().size();
    assertThat(run.err()).contains("wrote %s: 2 images, %d objects".formatted(labels(), objects));
  }

  @Test
  void classesMayNeedMore() {
    assertThat(run("--conf", "0.3").status()).isZero();
    String sure =
        DetectionDatasets.open(labels()).annotations(0).annotations().get(0).object().className();
    CommandRun run = run("--conf", "0.3", "--class-conf", sure + "=1");
    assertThat(run.err()).contains("  " + sure + ": 0");
    assertThat(run.status()).isZero();
  }

  @Test
  void skippedImagesAreNamedAndCounted() throws IOException {
    Path bad = Files.writeString(images.resolve("bad.png"), "no image");
    CommandRun skipped = run();
    assertThat(skipped.status()).isEqualTo(1);
    assertThat(skipped.err())
        .contains("yolonas: skipped " + bad + ": the content is not an image")
        .contains(": 2 images, ");
    assertThat(labels()).exists();
    Files.delete(labels());
    CommandRun stopped = run("--bad-images", "stop");
    assertThat(stopped.status()).isEqualTo(1);
    assertThat(stopped.err()).startsWith("yolonas: " + bad);
    assertThat(labels()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--conf 2 | --conf: expected 0 to 1, found 2.0",
        "--class-conf star=-1 | --class-conf: star: expected 0 to 1, found -1.0",
        "--class-conf dog=0.5 | --class-conf: expected one of the teacher's classes",
        "--class-conf star | --class-conf",
        "--least-side -1 | --least-side: expected a finite number from 0, found -1.0",
        "--batch 0 | --batch: expected 1 or more, found 0",
        "--bad-images keep | --bad-images",
        "--device nowhere | device",
        "--threads 0 | --threads",
        "--images nowhere | --images",
      })
  void wrongUsageIsSaid(String line, String message) {
    CommandRun run = run(line.split(" "));
    assertThat(run.err()).contains(message);
    assertThat(run.status()).isEqualTo(2);
    assertThat(labels()).doesNotExist();
  }

  @Test
  void aTeacherIsToBeNamed() {
    CommandRun run =
        CommandRun.of("pseudo-label", "--images", images.toString(), "-o", labels().toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("expected --model FILE, the teacher's checkpoint");
  }

  @Test
  void aMissingModelIsFailedWork() {
    CommandRun run =
        CommandRun.of(
            "pseudo-label",
            "--model",
            folder.resolve("none.pth").toString(),
            "--images",
            images.toString(),
            "-o",
            labels().toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("none.pth");
  }
}
