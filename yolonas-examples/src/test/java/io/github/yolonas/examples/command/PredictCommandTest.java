package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import io.github.yolonas.testing.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NativeLeakExtension.class)
class PredictCommandTest {
  private static final String IMAGES = Toy.IMAGES;
  private static final String ONE = IMAGES + "/scene_06_333x501.png";

  @TempDir Path folder;

  /** A folder stands for its images, by name; boxes and scores are the original's. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "4"})
  void jsonOfAFolderIsWhatTheOriginalFinds(String batch) {
    CommandRun run = Toy.predict("--json", "--batch", batch, IMAGES);
    assertThat(run.status()).as(run.err()).isZero();
    JsonNode results = run.json();
    assertThat(results).hasSize(4);
    for (JsonNode result : results) {
      JsonNode expected = expected(Path.of(result.get("source").asText()).getFileName().toString());
      assertThat(Rows.of(result.get("detections")).unmatched(Rows.of(expected))).isEmpty();
    }
  }

  private static JsonNode expected(String image) {
    JsonNode all = ReferenceData.resource("toy/expected.json");
    return StreamSupport.stream(all.spliterator(), false)
        .filter(scene -> scene.get("source").asText().equals(image))
        .findFirst()
        .orElseThrow()
        .get("detections");
  }

  @Test
  void withoutAModelItIsTheShippedOne() {
    JsonNode found = CommandRun.of("predict", "--json", "images/symbols_320x240.png").json().get(0);
    assertThat(found.get("detections"))
        .extracting(detection -> detection.get("className").asText())
        .containsExactlyInAnyOrder("arrow", "circle", "star");
  }

  @Test
  void jsonHasTheDocumentedNames() {
    JsonNode result = Toy.predict("--json", ONE).json().get(0);
    assertThat(result.fieldNames())
        .toIterable()
        .containsExactly("source", "width", "height", "detections", "timings");
    assertThat(result.get("source").asText()).isEqualTo(ONE);
    assertThat(result.get("width").asInt()).isEqualTo(333);
    assertThat(result.get("height").asInt()).isEqualTo(501);
    assertThat(result.get("detections").get(0).fieldNames())
        .toIterable()
        .containsExactly("label", "className", "score", "box");
    assertThat(result.get("timings").fieldNames())
        .toIterable()
        .containsExactly("decodeMs", "preprocessMs", "forwardMs", "postprocessMs");
    assertThat(result.get("timings").get("forwardMs").asDouble()).isPositive();
  }

  @Test
  void peopleGetALineForEachDetection() {
    CommandRun run = Toy.predict(ONE);
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains(ONE + ": 5 detections")
        .contains("  square 0.89 at [6.3, 10.5, 99.0, 99.7]");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--conf|0.84|2",
        "--max|3|3",
        "--classes|triangle|2",
        "--classes|triangle,cross|3",
        "--iou|0.5|5",
        "--device|cpu|5",
        "--precision|fp32|5",
        "--threads|1|5",
        "--exif|ignore|5",
      })
  void optionsDoWhatTheySay(String option, String value, int detections) {
    JsonNode results = Toy.predict("--json", option, value, ONE).json();
    assertThat(results.get(0).get("detections")).hasSize(detections);
  }

  @Test
  void aSourceThatFailsDoesNotStopTheOthers() {
    CommandRun run = Toy.predict("--json", "no.png", ONE, "pom.xml");
    assertThat(run.status()).isEqualTo(1);
    JsonNode results = run.json();
    assertThat(results).hasSize(3);
    assertThat(results.get(0).get("source").asText()).isEqualTo("no.png");
    assertThat(results.get(0).get("error").asText()).contains("no.png").contains("no such file");
    assertThat(results.get(1).get("detections")).hasSize(5);
    assertThat(results.get(2).get("error").asText()).contains("pom.xml");
    assertThat(run.err()).contains("no.png").contains("pom.xml").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--conf|1.5|--conf: expected 0 to 1, found 1.5",
        "--max|0|--max: expected at least 1, found 0",
        "--threads|0|--threads: expected at least 1, found 0",
        "--batch|0|--batch: expected at least 1, found 0",
        "--tile|8|--tile: expected at least 32, found 8",
        "--tile=64 --overlap|1|--overlap: expected 0 to 0.9, found 1.0",
        "--device|gpu|expected cpu, cuda:N or auto, found 'gpu'",
        "--precision|fp33|expected fp32, bf16, fp16, int8 or auto, found 'fp33'",
        "--classes|sqare|Did you mean 'square'?",
        "--classes|lighthouse|It knows circle, square, triangle, star, cross",
        "--top-k|0|--top-k: expected at least 1, found 0",
        "--exif|turn|expected one of [APPLY, IGNORE]",
        "--on-error|ignore|expected one of [SKIP, STOP]",
        "--merge|mean|expected one of [SUPPRESS, FUSE]",
        "--josn|x|Did you mean '--json'?",
        "--confidence|0.5|Possible solutions: --conf",
      })
  void wrongUsageIsExplained(String option, String value, String message) {
    Stream<String> options = Stream.concat(Stream.of(option.split(" ", -1)), Stream.of(value, ONE));
    String[] arguments =
        Stream.concat(Stream.of("predict", "--json"), options).toArray(String[]::new);
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("yolonas: ")
        .contains(message)
        .contains("See 'yolonas predict --help'");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--model|no.pth|no.pth",
        "--model|pom.xml|pom.xml",
        "--precision|int8|precision int8 needs a quantized checkpoint",
      })
  void workThatFailsSaysWhyInOneLine(String option, String value, String message) {
    CommandRun run = CommandRun.of("predict", option, value, ONE);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).startsWith("yolonas: ").contains(message).doesNotContain("\tat ");
    CommandRun traced = CommandRun.of("predict", "--stacktrace", option, value, ONE);
    assertThat(traced.err()).contains("\tat ");
  }

  /** Whatever is wrong with a source, it has its place among the results, and a reason. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://127.0.0.1:9/x.png|the download failed",
        "http://a host/x.png|Illegal character in authority at character 8",
        "ftp://host/x.png|the scheme ftp",
        "file:images/x.png|not hierarchical",
        "src|the folder holds no image",
        "no/such/folder|there is no such file",
        "bin/yolonas|the content is not an image",
        "''|the name is empty",
      })
  void aSourceThatCannotBeReadIsExplained(String source, String reason) {
    CommandRun run = Toy.predict("--json", "--batch", "4", ONE, source, ONE);
    assertThat(run.status()).isEqualTo(1);
    JsonNode results = run.json();
    assertThat(results).hasSize(3);
    assertThat(results.get(0).get("detections")).hasSize(5);
    assertThat(results.get(1).fieldNames()).toIterable().containsExactly("source", "error");
    assertThat(results.get(1).get("source").asText()).isEqualTo(source);
    assertThat(results.get(1).get("error").asText()).contains(reason);
    assertThat(results.get(2).get("detections")).hasSize(5);
    assertThat(run.err()).contains(reason);
  }

  @Test
  void aMistypedNameIsAskedAbout() {
    CommandRun run = Toy.predict(Toy.IMAGES + "/scene_11_320x24.png");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("there is no such file")
        .contains(
            "Did you mean '../yolonas-core/src/test/resources/reference/toy/few/scene_11_320x240.png'?");
  }

  @Test
  void theFirstSourceThatFailsMayEndTheRun() {
    CommandRun run = Toy.predict("--json", "--on-error", "stop", ONE, "no.png", ONE);
    assertThat(run.status()).isEqualTo(1);
    JsonNode results = run.json();
    assertThat(results).hasSize(2);
    assertThat(results.get(0).get("detections")).hasSize(5);
    assertThat(results.get(1).get("error").asText()).contains("no such file");
  }

  @Test
  void sourcesMayBeTreesPatternsArchivesAndLists() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("a/b")).resolve("c.png");
    Files.copy(Path.of(ONE), deep);
    Path archive = folder.resolve("d.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("e.png"));
      Files.copy(deep, zip);
    }
    Path list = Files.writeString(folder.resolve("f.txt"), "a/b/c.png");
    for (String source : List.of(folder + "/a", folder + "/*/*/?.png", archive + "", list + "")) {
      CommandRun run = Toy.predict("--json", "--recursive", source, "-o", folder + "/out");
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.json().get(0).get("detections")).as(source).hasSize(5);
    }
    assertThat(folder.resolve("out/c.png")).isRegularFile();
    assertThat(folder.resolve("out/e.png")).isRegularFile();
  }

  @Test
  void aFileAddressIsAFile() {
    CommandRun run = Toy.predict("--json", Path.of(ONE).toUri().toString());
    assertThat(run.status()).isZero();
    assertThat(run.json().get(0).get("detections")).hasSize(5);
  }

  @Test
  void nobodysPictureIsReplaced() throws IOException {
    Path mine = folder.resolve("@mine.png");
    Files.copy(Path.of(ONE), mine);
    byte[] before = Files.readAllBytes(mine);
    CommandRun run = Toy.predict(mine.toString(), "-o", folder.toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(Files.readAllBytes(mine)).isEqualTo(before);
    assertThat(folder.resolve("@mine-2.png")).isRegularFile();
  }

  @Test
  void aFileIsNoFolderForPictures() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    CommandRun run = Toy.predict("--json", ONE, "-o", file.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("expected a folder, found a file");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void picturesOfOneNameDoNotReplaceEachOther() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("in")).resolve("scene_06_333x501.png");
    Files.copy(Path.of(ONE), copy);
    Path out = folder.resolve("out");
    CommandRun run = Toy.predict(ONE, copy.toString(), "-o", out.toString());
    assertThat(run.status()).isZero();
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("scene_06_333x501.png", "scene_06_333x501-2.png");
    }
    assertThat(ImageIO.read(out.resolve("scene_06_333x501-2.png").toFile()).getWidth())
        .isEqualTo(333);
    assertThat(run.err()).contains("wrote " + out.resolve("scene_06_333x501.png"));
  }

  @Test
  void tilesCoverTheImage() {
    JsonNode whole = Toy.predict("--json", ONE).json().get(0);
    JsonNode oneTile = Toy.predict("--json", "--tile", "640", ONE).json().get(0);
    assertThat(Rows.of(oneTile.get("detections")).unmatched(Rows.of(whole.get("detections"))))
        .isEmpty();
    JsonNode tiled = Toy.predict("--json", "--tile", "256", ONE).json().get(0);
    assertThat(tiled.get("width").asInt()).isEqualTo(333);
    assertThat(tiled.get("detections").size()).isGreaterThanOrEqualTo(4);
    for (JsonNode detection : tiled.get("detections")) {
      assertThat(detection.get("box").get(3).asDouble()).isLessThan(520);
    }
  }

  @Test
  void helpShowsExamplesAndExitStatus() {
    CommandRun run = Toy.predict("--help");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("Examples:").contains("--tile").contains("Exit status:");
    assertThat(CommandRun.of("--help").out()).contains("predict").contains("convert");
    assertThat(CommandRun.of("--version").out()).startsWith("yolonas ");
    CommandRun mistyped = CommandRun.of("pedict", ONE);
    assertThat(mistyped.status()).isEqualTo(2);
    assertThat(mistyped.err()).contains("Did you mean 'predict'?");
    assertThat(CommandRun.of("generate-completion").out()).contains("--class-agnostic");
    CommandRun nothing = CommandRun.of();
    assertThat(nothing.status()).isEqualTo(2);
    assertThat(nothing.err()).contains("Usage: yolonas");
    assertThat(nothing.out()).isEmpty();
  }
}
