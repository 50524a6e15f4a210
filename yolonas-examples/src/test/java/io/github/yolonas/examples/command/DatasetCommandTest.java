package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.data.DetectionDatasets;
import io.github.yolonas.train.data.FileDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shipped pictures with labels in YOLO's format: a box each, of class "a" and "b" in turn. */
@ExtendWith(NativeLeakExtension.class)
class DatasetCommandTest {
  @TempDir private Path folder;
  private Path data = Path.of("");

  @BeforeEach
  void labelPictures() throws IOException {
    data = folder.resolve("data");
    Files.createDirectories(data.resolve("images"));
    Files.createDirectories(data.resolve("labels"));
    Files.writeString(data.resolve("classes.txt"), "a\nb\n");
    List<Path> pictures = pictures(Path.of("images"));
    assertThat(pictures).hasSizeGreaterThanOrEqualTo(3);
    for (Path picture : pictures) {
      add(picture, picture.getFileName().toString(), pictures.indexOf(picture) % 2);
    }
  }

  private void add(Path picture, String name, int label) throws IOException {
    Files.copy(picture, data.resolve("images").resolve(name));
    String text = name.substring(0, name.lastIndexOf('.')) + ".txt";
    Files.writeString(data.resolve("labels").resolve(text), label + " 0.5 0.5 0.5 0.5\n");
  }

  private static List<Path> pictures(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().matches(".*\\.(png|jpg)")).sorted().toList();
    }
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @ParameterizedTest
  @CsvSource({"coco, annotations.json", "yolo, labels/classes.txt", "voc, classes.txt"})
  void convertWritesWhatOpens(String format, String file) {
    CommandRun run =
        CommandRun.of("dataset", "convert", data.toString(), path("out"), "--format", format);
    assertThat(run.err()).contains("wrote " + path("out") + ": ");
    assertThat(run.status()).isZero();
    assertThat(folder.resolve("out").resolve(file)).isRegularFile();
    FileDataset before = DetectionDatasets.open(data);
    FileDataset after = DetectionDatasets.open(folder.resolve("out"));
    assertThat(after.classNames()).containsExactly("a", "b");
    assertThat(after.size()).isEqualTo(before.size());
    assertThat(after.read(0).objects()).isEqualTo(before.read(0).objects());
  }

  @Test
  void synthesizeMakesTheSameImagesAlways() throws IOException {
    for (String out : List.of("one", "two")) {
      CommandRun run =
          CommandRun.of(
              "dataset",
              "synthesize",
              "--count=3",
              "--seed=5",
              "--classes=star,drop",
              "-o",
              path(out));
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.err()).contains("wrote " + path(out) + ": 3 images");
    }
    FileDataset one = DetectionDatasets.open(folder.resolve("one"));
    assertThat(one.classNames()).containsExactly("star", "drop");
    assertThat(one.size()).isEqualTo(3);
    String json = "annotations.json";
    assertThat(folder.resolve("one").resolve(json))
        .hasSameTextualContentAs(folder.resolve("two").resolve(json));
  }

  @Test
  void synthesizeDrawsWhatIsAskedFor() {
    CommandRun run =
        CommandRun.of(
            "dataset",
            "synthesize",
            "--count=4",
            "--width=96",
            "--height=80-90",
            "--objects=1-2",
            "--smallest=0.3",
            "--largest=0.5",
            "--hidden=0",
            "--degraded=0",
            "-o",
            path("out"));
    assertThat(run.status()).as(run.err()).isZero();
    FileDataset out = DetectionDatasets.open(folder.resolve("out"));
    for (int i = 0; i < out.size(); i++) {
      assertThat(out.annotations(i).shape().width()).isEqualTo(96);
      assertThat(out.annotations(i).shape().height()).isBetween(80, 90);
      assertThat(out.annotations(i).annotations()).hasSizeBetween(1, 2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--count=0 | size: expected 1 or more, found 0",
        "--classes=stars | stars",
        "--seed=x | --seed",
        "--width=300-200 | --width",
        "--objects=few | expected a whole number, or two such as 240-480, found 'few'",
        "--hidden=1 | maxHidden: expected from 0 to 0.9, found 1.0"
      })
  void synthesizeNamesWrongOptions(String option, String message) {
    CommandRun run = CommandRun.of("dataset", "synthesize", option, "-o", path("out"));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void convertLinksAndNeedsAFormat() {
    CommandRun run =
        CommandRun.of(
            "dataset", "convert", data.toString(), path("out"), "--format=coco", "--images=link");
    assertThat(run.status()).isZero();
    FileDataset links = DetectionDatasets.open(folder.resolve("out"));
    assertThat(Files.isSymbolicLink(links.imageFile(0))).isTrue();
    CommandRun without = CommandRun.of("dataset", "convert", data.toString(), path("other"));
    assertThat(without.status()).isEqualTo(2);
    assertThat(without.err()).contains("--format");
    CommandRun again =
        CommandRun.of("dataset", "convert", data.toString(), path("out"), "--format=coco");
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("OUT: expected a new or empty folder, found files in");
  }

  @Test
  void splitPartsByFractionsAndSeed() {
    int all = DetectionDatasets.open(data).size();
    for (String out : List.of("one", "two")) {
      CommandRun run =
          CommandRun.of(
              "dataset",
              "split",
              data.toString(),
              "--fractions=0.5,0.5",
              "--seed=3",
              "-o",
              path(out));
      assertThat(run.err()).contains(path(out + "/train"));
      assertThat(run.status()).isZero();
    }
    FileDataset train = DetectionDatasets.open(folder.resolve("one/train"));
    FileDataset val = DetectionDatasets.open(folder.resolve("one/val"));
    assertThat(train.size() + val.size()).isEqualTo(all);
    assertThat(Math.abs(train.size() - val.size())).isLessThanOrEqualTo(1);
    assertThat(folder.resolve("one/train/annotations.json"))
        .hasSameTextualContentAs(folder.resolve("two/train/annotations.json"));
    CommandRun leaks = CommandRun.of("dataset", "doctor", path("one/train"), path("one/val"));
    assertThat(leaks.out()).doesNotContain("leak");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.5,0.6 | fractions: expected numbers above 0 whose sum is 1",
        "1 | --fractions: expected two or three, found 1",
        "0.25,0.25,0.25,0.25 | --fractions: expected two or three, found 4",
        "half,half | --fractions",
      })
  void wrongFractionsAreWrongUsage(String fractions, String message) {
    CommandRun run =
        CommandRun.of(
            "dataset", "split", data.toString(), "--fractions", fractions, "-o", path("out"));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void showDrawsBoxes() throws IOException {
    CommandRun run =
        CommandRun.of("dataset", "show", data.toString(), "--count", "2", "-o", path("out"));
    assertThat(run.err()).contains("2 pictures of");
    assertThat(run.status()).isZero();
    List<Path> pictures = pictures(folder.resolve("out"));
    assertThat(pictures).hasSize(2);
    Path source = DetectionDatasets.open(data).imageFile(0);
    var before = ImageIO.read(source.toFile());
    var after = ImageIO.read(pictures.get(0).toFile());
    assertThat(after.getWidth()).isEqualTo(before.getWidth());
    int x = before.getWidth() / 4;
    int y = before.getHeight() / 2;
    assertThat(after.getRGB(x, y)).as("the left edge of the box").isNotEqualTo(before.getRGB(x, y));
    CommandRun none = CommandRun.of("dataset", "show", data.toString(), "--count", "0");
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.err()).contains("--count: expected 1 or more, found 0");
  }

  @Test
  void showPassesOverWhatCannotBeRead() throws IOException {
    Path broken = DetectionDatasets.open(data).imageFile(0);
    Files.writeString(broken, "no image");
    Files.writeString(data.resolve("labels/zz.txt"), "7 0.5 0.5 0.5 0.5");
    Files.copy(DetectionDatasets.open(data).imageFile(1), data.resolve("images/zz.png"));
    CommandRun run = CommandRun.of("dataset", "show", data.toString(), "-o", path("out"));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains(broken + ": the content is not an image")
        .contains("zz.txt:1: label: expected less than 2, found '7'");
    assertThat(pictures(folder.resolve("out"))).hasSize(DetectionDatasets.open(data).size() - 2);
  }

  @Test
  void doctorFindsAndRepairs() throws IOException {
    CommandRun sound = CommandRun.of("dataset", "doctor", data.toString());
    assertThat(sound.out()).contains("0 errors");
    assertThat(sound.status()).isZero();
    int size = DetectionDatasets.open(data).size();
    add(DetectionDatasets.open(data).imageFile(0), "zz.png", 1);
    Files.writeString(data.resolve("labels/zz2.txt"), "0 0.5 0.5 0.5 0.5\n");
    CommandRun run = CommandRun.of("dataset", "doctor", "--json", data.toString());
    assertThat(run.status()).isEqualTo(1);
    JsonNode json = run.json();
    assertThat(json.get("errors").asInt()).isEqualTo(1);
    assertThat(json.get("findings").get(0).get("kind").asText()).isEqualTo("unreadable_image");
    assertThat(json.get("findings").findValuesAsText("kind")).contains("duplicate_image");
    CommandRun repair =
        CommandRun.of("dataset", "doctor", data.toString(), "--repair", path("good"));
    assertThat(repair.status()).isZero();
    assertThat(repair.err()).contains("dropped the image: data: zz.png: the same pixels as");
    FileDataset repaired = DetectionDatasets.open(folder.resolve("good"));
    assertThat(repaired.size()).isEqualTo(size);
    assertThat(folder.resolve("good/labels/classes.txt")).as("still YOLO").isRegularFile();
    assertThat(CommandRun.of("dataset", "doctor", path("good")).status()).isZero();
  }

  @Test
  void doctorFindsLeaks() {
    CommandRun split =
        CommandRun.of("dataset", "convert", data.toString(), path("val"), "--format=voc");
    assertThat(split.status()).isZero();
    CommandRun run = CommandRun.of("dataset", "doctor", data.toString(), path("val"));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains("error: val: ")
        .contains("the same pixels as ")
        .contains("of data");
    CommandRun quick =
        CommandRun.of("dataset", "doctor", "--no-pixels", data.toString(), path("val"));
    assertThat(quick.status()).isZero();
    CommandRun nothing =
        CommandRun.of("dataset", "doctor", data.toString(), path("val"), "--repair", path("good"));
    assertThat(nothing.status()).isEqualTo(1);
    assertThat(nothing.err()).contains("expected images to write, found none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dataset | Missing required subcommand",
        "dataset doctor | PATH",
        "dataset doctor DATA DATA | expected each data set once",
        "dataset doctor DATA --threads 0 | --threads: expected 1 or more, found 0",
        "dataset doctor DATA --repair DATA | --repair: expected a new or empty folder",
        "dataset convert DATA OUT --format xml | --format",
        "dataset fix | fix",
      })
  void wrongUsageIsSaid(String line, String message) {
    CommandRun run = CommandRun.of(line.replace("DATA", data.toString()).split(" "));
    assertThat(run.err()).containsIgnoringCase(message);
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void whatIsNoDataSetIsFailedWork() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    CommandRun run = CommandRun.of("dataset", "doctor", empty.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).startsWith("yolonas: " + empty + ": expected a COCO .json file");
    CommandRun missing = CommandRun.of("dataset", "show", path("dat"), "-o", path("out"));
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err())
        .contains("expected a data set, found no such file")
        .contains("Did you mean '" + data + "'?");
    CommandRun named = CommandRun.of("dataset", "doctor", "--names", "x,y", data.toString());
    assertThat(named.out()).contains("2 classes");
  }
}
