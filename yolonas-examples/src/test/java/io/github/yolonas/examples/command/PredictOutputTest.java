package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.CocoDataset;
import io.github.yolonas.format.CsvFormat;
import io.github.yolonas.format.JsonFormat;
import io.github.yolonas.format.PascalVocFormat;
import io.github.yolonas.format.YoloFormat;
import io.github.yolonas.testing.NativeLeakExtension;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code predict} writes to files. */
@ExtendWith(NativeLeakExtension.class)
class PredictOutputTest {
  private static final String ONE = Toy.IMAGES + "/scene_06_333x501.png";
  private static final List<String> CLASSES =
      List.of("circle", "square", "triangle", "star", "cross");

  @TempDir Path folder;

  private CommandRun predict(String... arguments) {
    List<String> all = new ArrayList<>(List.of("predict", "--json", "--model", Toy.MODEL));
    all.addAll(List.of(arguments));
    all.addAll(List.of("-o", out().toString()));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private Path out() {
    return folder.resolve("out");
  }

  /** All files below the output folder, by their paths from it. */
  private List<String> written() throws IOException {
    try (Stream<Path> files = Files.walk(out())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> out().relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void eachFormatHoldsWhatIsPrinted() throws IOException {
    CommandRun run = predict("--format", "csv,json,coco,yolo,voc", Toy.IMAGES);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(written())
        .hasSize(12)
        .contains("detections.csv", "detections.json", "detections.coco.json")
        .contains("labels/classes.txt", "labels/scene_06_333x501.txt")
        .contains("annotations/scene_06_333x501.xml");
    assertThat(run.err())
        .contains("wrote " + out().resolve("detections.csv"))
        .contains("wrote " + out().resolve("labels") + ": 4 files");
    List<AnnotatedImage> printed = new ArrayList<>();
    new JsonFormat().read("printed", new StringReader(run.out()), printed::add);
    assertThat(new CsvFormat().read(out().resolve("detections.csv"))).isEqualTo(printed);
    assertThat(new JsonFormat().read(out().resolve("detections.json"))).isEqualTo(printed);
    List<AnnotatedImage> coco = CocoDataset.read(out().resolve("detections.coco.json")).images();
    assertThat(coco).hasSameSizeAs(printed);
    for (int i = 0; i < printed.size(); i++) {
      AnnotatedImage image = printed.get(i);
      String stem = Path.of(image.name()).getFileName().toString().replace(".png", "");
      requireSameObjects(coco.get(i), image);
      requireSameObjects(
          YoloFormat.of(CLASSES)
              .read(out().resolve("labels/" + stem + ".txt"), image.name(), image.shape()),
          image);
      requireSameObjects(
          PascalVocFormat.of(CLASSES).read(out().resolve("annotations/" + stem + ".xml")), image);
    }
  }

  private static void requireSameObjects(AnnotatedImage found, AnnotatedImage expected) {
    assertThat(found.shape()).isEqualTo(expected.shape());
    assertThat(found.annotations()).hasSameSizeAs(expected.annotations()).isNotEmpty();
    for (int i = 0; i < expected.annotations().size(); i++) {
      var object = found.annotations().get(i).object();
      var wanted = expected.annotations().get(i).object();
      assertThat(object.className()).isEqualTo(wanted.className());
      assertThat(object.box().toXywh())
          .usingComparatorWithPrecision(1e-3f)
          .containsExactly(wanted.box().toXywh());
    }
  }

  @Test
  void cropsAreTheBoxesByClass() throws IOException {
    CommandRun run = predict("--crops", ONE);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(written()).hasSize(5).allMatch(file -> file.matches("crops/\\w+/scene_06.*\\.png"));
    JsonNode best = run.json().get(0).get("detections").get(0);
    Path crop =
        out().resolve("crops/" + best.get("className").asText() + "/scene_06_333x501-001.png");
    JsonNode box = best.get("box");
    assertThat((double) ImageIO.read(crop.toFile()).getWidth())
        .isCloseTo(box.get(2).asDouble() - box.get(0).asDouble(), Offset.offset(2.0));
  }

  @Test
  void picturesComeBesideOtherFilesWhenAnnotatorsAreNamed() throws IOException {
    assertThat(predict("--format", "csv", "--annotators", "box,label", ONE).status()).isZero();
    assertThat(written()).containsExactly("detections.csv", "scene_06_333x501.png");
    CommandRun usual = Toy.predict(ONE, "-o", folder.resolve("usual").toString());
    assertThat(usual.status()).isZero();
    assertThat(out().resolve("scene_06_333x501.png"))
        .hasSameBinaryContentAs(folder.resolve("usual/scene_06_333x501.png"));
  }

  /** Each changes what is inside of the boxes, and the first lies at the bottom. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"box", "label", "blur", "pixelate", "heatmap", "spotlight", "BLUR, box", "box,blur"})
  void annotatorsDraw(String names) throws IOException {
    CommandRun run = predict("--annotators", names, Toy.IMAGES + "/scene_11_320x240.png");
    assertThat(run.status()).as(run.err()).isZero();
    BufferedImage picture = ImageIO.read(out().resolve("scene_11_320x240.png").toFile());
    BufferedImage plain = ImageIO.read(Path.of(Toy.IMAGES + "/scene_11_320x240.png").toFile());
    int changed = 0;
    for (int y = 0; y < plain.getHeight(); y++) {
      for (int x = 0; x < plain.getWidth(); x++) {
        changed += picture.getRGB(x, y) == plain.getRGB(x, y) ? 0 : 1;
      }
    }
    int area = plain.getWidth() * plain.getHeight();
    assertThat(changed).isGreaterThan(area / 200).isLessThan(area * 9 / 10);
  }

  @Test
  void theFirstAnnotatorLiesAtTheBottom() throws IOException {
    assertThat(predict("--annotators", "blur,box", ONE).status()).isZero();
    byte[] boxOnTop = Files.readAllBytes(out().resolve("scene_06_333x501.png"));
    assertThat(predict("--annotators", "box,blur", ONE).status()).isZero();
    assertThat(Files.readAllBytes(out().resolve("scene_06_333x501.png"))).isNotEqualTo(boxOnTop);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--format csv|--format: expected -o DIR too",
        "--crops|--crops: expected -o DIR too",
        "--annotators box|--annotators: expected -o DIR too",
        "--force|--force: expected -o DIR too",
        "-o x --format xml|expected csv, json, coco, yolo or voc, found 'xml'",
        "-o x --format csv,jsn|expected csv, json, coco, yolo or voc, found 'jsn'",
        "-o x --format=|expected csv, json, coco, yolo or voc, found ''",
        "-o x --annotators circle|expected box, label, blur, pixelate, heatmap or spotlight, found",
      })
  void wrongUsageIsExplained(String options, String message) {
    List<String> arguments = new ArrayList<>(List.of("predict"));
    arguments.addAll(List.of(options.split(" ", -1)));
    arguments.add(ONE);
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(message).contains("See 'yolonas predict --help'");
    assertThat(run.out()).isEmpty();
    assertThat(Path.of("x")).doesNotExist();
  }

  /** Of a folder, only files that have images of their names. */
  @ParameterizedTest
  @CsvSource({
    "csv, detections.csv",
    "coco, detections.coco.json",
    "yolo, labels/scene_06_333x501.txt",
    "voc, annotations/mine.xml"
  })
  void anExistingFileIsReplacedOnlyByForce(String format, String file) throws IOException {
    Path mine = out().resolve(file);
    Files.createDirectories(mine.getParent());
    Files.writeString(mine, "mine");
    CommandRun refused = predict("--format", format, ONE);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("exists; replace it with --force");
    assertThat(mine).hasContent("mine");
    assertThat(written()).containsExactly(file);
    assertThat(predict("--format", format, "--force", ONE).status()).isZero();
    assertThat(mine.endsWith("mine.xml")).isEqualTo(Files.readString(mine).equals("mine"));
  }

  @ParameterizedTest
  @CsvSource({
    "--format=coco, scene_06_333x501.png, scene_06_333x501.png",
    "--format=yolo, SCENE_06_333x501.jpg, SCENE_06_333x501.txt",
    "--format=voc, scene_06_333x501.png, scene_06_333x501.xml",
    "--crops, scene_06_333x501.png, scene_06_333x501-001.png",
  })
  void imagesOfOneNameAreRefusedBeforeTheWork(String option, String name, String both)
      throws IOException {
    Path other = folder.resolve(name);
    Files.copy(Path.of(ONE), other);
    CommandRun run = predict(option, ONE, other.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("expected images with names of their own, found " + ONE + " and " + other)
        .contains("both of which would be " + both);
    assertThat(out()).doesNotExist();
  }

  @Test
  void aSourceThatFailsIsOnlyInTheJson() throws IOException {
    CommandRun run = predict("--format", "csv,json,yolo", "no.png", ONE);
    assertThat(run.status()).isEqualTo(1);
    assertThat(written())
        .containsExactly(
            "detections.csv",
            "detections.json",
            "labels/classes.txt",
            "labels/scene_06_333x501.txt");
    assertThat(Files.readString(out().resolve("detections.json"))).isEqualTo(run.out());
    assertThat(new CsvFormat().read(out().resolve("detections.csv"))).hasSize(1);
  }

  @Test
  void whatCannotBePutInItsPlaceLeavesNothing() throws IOException {
    Files.createDirectories(out().resolve("detections.csv"));
    CommandRun run = predict("--format", "csv", ONE);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("detections.csv: cannot be written");
    assertThat(written()).isEmpty();
  }

  @Test
  void helpShowsHow() {
    String help = CommandRun.of("predict", "--help").out();
    assertThat(help)
        .contains("yolonas predict photos/ --format csv,yolo --crops -o found")
        .contains("--annotators pixelate,box,label")
        .contains("without scores");
  }
}
