package io.github.yolonas.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.yolonas.format.Annotation;
import io.github.yolonas.postprocess.BoundingBox;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetDoctorTest {
  private static final String CAT = "0 0.5 0.5 0.25 0.5\n";
  private static final String DOG = "1 0.5 0.5 0.25 0.5\n";

  @TempDir private Path folder;

  private void image(String name, long seed, String labels) throws IOException {
    Pictures.write(folder.resolve("images").resolve(name + ".png"), 64, 48, seed);
    Pictures.write(folder.resolve("labels").resolve(name + ".txt"), labels);
  }

  private static void cut(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
  }

  private Dataset yolo() {
    return YoloDetectionDataset.open(folder, List.of("cat", "dog"));
  }

  private static List<String> lines(DatasetReport report, FindingKind kind) {
    return report.of(kind).stream().map(f -> f.image().orElse("") + ": " + f.message()).toList();
  }

  private static DatasetTreatment repair(Dataset dataset) {
    return DatasetDoctor.treat(
        List.of(new NamedDataset("train", dataset)),
        DatasetPolicy.REPAIR,
        DatasetDoctorOptions.defaults());
  }

  private static Dataset oneImage(Annotation... objects) {
    return Pictures.inMemory(Pictures.NAMES, List.of(Pictures.image("a.png", objects)));
  }

  @Test
  void aSoundDataSetHasNoFindings() throws IOException {
    image("a", 1, CAT);
    image("b", 2, DOG);
    DatasetReport report = DatasetDoctor.examine(yolo());
    assertThat(report.findings()).isEmpty();
    assertThat(report.hasErrors()).isFalse();
    report.requireSound();
    assertThat(report.datasets().get(0).objectsByClass().toString()).isEqualTo("{cat=1, dog=1}");
    assertThat(report)
        .hasToString("data set: 2 images, 2 objects of 2 classes\n0 errors, 0 warnings");
    DatasetTreatment treatment = repair(yolo());
    assertThat(treatment.datasets().get(0).dataset().size()).isEqualTo(2);
    assertThat(treatment.actions()).isEmpty();
  }

  @Test
  void imagesAndLabelsThatCannotBeReadAreFoundAndDropped() throws IOException {
    image("a", 1, CAT + DOG);
    image("cut", 2, CAT);
    image("gone", 3, CAT);
    image("text", 4, CAT);
    image("bad", 5, "0 0.5 0.5 -0.25 0.5\n");
    cut(folder.resolve("images/cut.png"));
    Files.delete(folder.resolve("images/gone.png"));
    Files.writeString(folder.resolve("images/text.png"), "no image");
    Dataset dataset = yolo();
    DatasetReport report = DatasetDoctor.examine(dataset);
    assertThat(lines(report, FindingKind.UNREADABLE_IMAGE))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("cut.png: ").contains("cut short, damaged"),
            line ->
                assertThat(line).contains("gone.jpg: there is no such file").contains("gone.txt"),
            line -> assertThat(line).contains("text.png: the content is not an image"));
    assertThat(lines(report, FindingKind.UNREADABLE_ANNOTATION))
        .satisfiesExactly(
            line -> assertThat(line).contains("bad.txt:1: width: expected a fraction"));
    assertThat(report.findings()).hasSize(4);
    DatasetTreatment treatment = repair(dataset);
    Dataset repaired = treatment.datasets().get(0).dataset();
    assertThat(repaired.size()).isEqualTo(1);
    assertThat(repaired.read(0).name()).isEqualTo("a.png");
    assertThat(treatment.actions())
        .hasSize(4)
        .allSatisfy(action -> assertThat(action).startsWith("dropped the image: train: "));
    assertThat(DatasetDoctor.examine(repaired).findings()).isEmpty();
  }

  @Test
  void withoutPixelsOnlyMissingFilesAreFound() throws IOException {
    image("a", 1, CAT + DOG);
    image("b", 2, DOG);
    cut(folder.resolve("images/b.png"));
    Path json =
        Pictures.write(folder.resolve("a.json"), CocoDetectionDatasetTest.json("gone.png", 9, 9));
    DatasetDoctorOptions options = DatasetDoctorOptions.builder().pixels(false).build();
    DatasetReport report =
        DatasetDoctor.examine(
            List.of(
                new NamedDataset("yolo", yolo()),
                new NamedDataset("coco", CocoDetectionDataset.open(json, folder))),
            options);
    assertThat(report.findings().stream().map(DatasetFinding::toString))
        .as("b is cut short, but its header is there")
        .containsExactly(
            "error: coco: gone.png: %s: expected an image file, found none"
                .formatted(folder.resolve("gone.png")),
            "warning: coco: class cat: expected objects, found none");
  }

  @Test
  void sizesThatDifferAreFoundAndDropped() throws IOException {
    Pictures.write(folder.resolve("a.png"), 64, 48, 1);
    Path json =
        Pictures.write(folder.resolve("a.json"), CocoDetectionDatasetTest.json("a.png", 640, 480));
    Dataset dataset = CocoDetectionDataset.open(json, folder);
    assertThat(lines(DatasetDoctor.examine(dataset), FindingKind.SIZE_MISMATCH))
        .containsExactly("a.png: size: expected 640×480 pixels, as annotated, found 64×48");
    assertThat(repair(dataset).datasets().get(0).dataset().size()).isZero();
  }

  @Test
  void boxesAreCutDroppedAndCountedOnce() {
    Annotation good = Pictures.object(0, 1, 2, 30, 40);
    Annotation partly = Pictures.object(1, -5, 2, 70, 40);
    Annotation outside = Pictures.object(1, 70, 2, 90, 40);
    Annotation flat = Pictures.object(2, 5, 9, 20, 9);
    Annotation close = Pictures.object(2, -0.4f, 0, 64.4f, 48);
    Annotation sameButClass = Pictures.object(1, 1, 2, 30, 40);
    Dataset dataset = oneImage(good, partly, outside, flat, close, good, sameButClass);
    DatasetReport report = DatasetDoctor.examine(dataset);
    assertThat(lines(report, FindingKind.BOX_OUTSIDE))
        .containsExactly(
            "a.png: box of dog [-5.0, 2.0, 70.0, 40.0]: expected inside of 64×48 pixels, found"
                + " partly outside",
            "a.png: box of dog [70.0, 2.0, 90.0, 40.0]: expected inside of 64×48 pixels, found"
                + " outside");
    assertThat(lines(report, FindingKind.EMPTY_BOX))
        .containsExactly(
            "a.png: box of bird [5.0, 9.0, 20.0, 9.0]: expected an area above 0, found none");
    assertThat(lines(report, FindingKind.DUPLICATE_BOX))
        .containsExactly("a.png: box of cat [1.0, 2.0, 30.0, 40.0]: expected once, found again");
    assertThat(report.findings()).hasSize(4);
    assertThat(report.count(FindingSeverity.ERROR)).isEqualTo(1);

    DatasetTreatment treatment = repair(dataset);
    LabelledImage image = treatment.datasets().get(0).dataset().read(0);
    assertThat(image.objects())
        .containsExactly(
            LabelledObject.of(0, new BoundingBox(1, 2, 30, 40)),
            LabelledObject.of(1, new BoundingBox(0, 2, 64, 40)),
            LabelledObject.of(2, new BoundingBox(0, 0, 64, 48)),
            LabelledObject.of(1, new BoundingBox(1, 2, 30, 40)));
    assertThat(treatment.actions())
        .singleElement()
        .asString()
        .startsWith("kept 4 of 7 boxes, inside of the image: train: a.png: box of bird");
    assertThat(dataset.annotations(0).annotations()).as("the source").hasSize(7);
  }

  @Test
  void classesAndEmptyImagesAreCounted() {
    List<Annotation> cats = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      cats.add(Pictures.object(0, i, 0, 30, 30));
    }
    Annotation dog = Pictures.object(1, 0, 0, 9, 9);
    Annotation crowd = Pictures.crowd(2, 0, 0, 20, 20);
    Dataset dataset =
        Pictures.inMemory(
            Pictures.NAMES,
            List.of(
                Pictures.image("a", cats.toArray(Annotation[]::new)),
                Pictures.image("b", dog, crowd),
                Pictures.image("c")));
    DatasetDoctorOptions options = DatasetDoctorOptions.builder().imbalance(10).build();
    DatasetReport report =
        DatasetDoctor.examine(List.of(new NamedDataset("train", dataset)), options);
    assertThat(report.findings().stream().map(DatasetFinding::toString))
        .containsExactly(
            "warning: train: class bird: expected objects, found none",
            "warning: train: classes: expected at most 10.0 times as many objects of one as of"
                + " another, found 11 of cat and 1 of dog",
            "info: train: c: no objects");
    DatasetDoctorOptions patient = DatasetDoctorOptions.builder().imbalance(11).build();
    assertThat(
            DatasetDoctor.examine(List.of(new NamedDataset("train", dataset)), patient)
                .of(FindingKind.CLASS_IMBALANCE))
        .isEmpty();
  }

  @Test
  void duplicatesAndLeaksAreFoundAndDropped() throws IOException {
    Path other = folder.resolve("val");
    for (String name : List.of("a", "copy", "relabelled")) {
      image(name, 1, name.equals("relabelled") ? DOG : CAT);
    }
    image("unlike", 2, DOG);
    Pictures.write(other.resolve("x.bmp"), 64, 48, 2);
    Pictures.write(other.resolve("y.bmp"), 64, 48, 3);
    Pictures.write(other.resolve("x.txt"), DOG);
    Pictures.write(other.resolve("y.txt"), CAT);
    List<NamedDataset> datasets =
        List.of(
            new NamedDataset("train", yolo()),
            new NamedDataset("val", YoloDetectionDataset.open(other, List.of("cat", "dog"))));
    DatasetTreatment treatment =
        DatasetDoctor.treat(datasets, DatasetPolicy.REPAIR, DatasetDoctorOptions.defaults());
    assertThat(treatment.report().findings().stream().map(DatasetFinding::toString))
        .containsExactly(
            "error: val: x.bmp: the same pixels as unlike.png of train",
            "warning: train: copy.png: the same pixels as a.png",
            "warning: train: relabelled.png: the same pixels as a.png, but with other annotations");
    assertThat(treatment.datasets().stream().map(d -> d.dataset().size())).containsExactly(2, 1);
    assertThat(treatment.datasets().get(1).dataset().annotations(0).name()).isEqualTo("y.bmp");
    assertThatThrownBy(
            () ->
                DatasetDoctor.treat(
                    datasets, DatasetPolicy.REFUSE, DatasetDoctorOptions.defaults()))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "data sets: expected no errors, found 1:\n"
                + "error: val: x.bmp: the same pixels as unlike.png of train");
    DatasetTreatment reported =
        DatasetDoctor.treat(datasets, DatasetPolicy.REPORT, DatasetDoctorOptions.defaults());
    assertThat(reported.report()).isEqualTo(treatment.report());
    assertThat(reported.datasets()).isEqualTo(datasets);
  }

  @Test
  void picturesThatLookAlikeAreNearDuplicates() throws IOException {
    BufferedImage picture = Pictures.patches(64, 48, 1);
    BufferedImage larger = new BufferedImage(96, 72, BufferedImage.TYPE_INT_RGB);
    var graphics = larger.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(picture, 0, 0, 96, 72, null);
    graphics.dispose();
    Pictures.write(folder.resolve("images/a.png"), picture);
    Pictures.write(folder.resolve("images/b.jpg"), larger);
    for (int i = 0; i < 20; i++) {
      image("other" + i, 100 + i, CAT + DOG);
    }
    DatasetReport report = DatasetDoctor.examine(yolo());
    assertThat(lines(report, FindingKind.NEAR_DUPLICATE))
        .containsExactly("b.jpg: looks almost like a.png");
    assertThat(report.of(FindingKind.DUPLICATE_IMAGE)).isEmpty();
    assertThat(repair(yolo()).datasets().get(0).dataset().size())
        .as("left to people")
        .isEqualTo(22);
    DatasetReport between =
        DatasetDoctor.examine(
            List.of(
                new NamedDataset("one", DatasetView.of(yolo(), List.of(0))),
                new NamedDataset("two", DatasetView.of(yolo(), List.of(1)))),
            DatasetDoctorOptions.defaults());
    assertThat(lines(between, FindingKind.NEAR_LEAK))
        .containsExactly("b.jpg: looks almost like a.png of one");
  }

  @Test
  void differentClassesAreAnError() {
    Dataset one = oneImage(Pictures.object(0, 0, 0, 9, 9));
    Dataset two = Pictures.inMemory(List.of("dog", "cat"), List.of());
    DatasetReport report =
        DatasetDoctor.examine(
            List.of(new NamedDataset("one", one), new NamedDataset("two", two)),
            DatasetDoctorOptions.defaults());
    assertThat(report.of(FindingKind.CLASSES_DIFFER))
        .singleElement()
        .hasToString(
            "error: two: classes: expected [cat, dog, bird], as one has, found [dog, cat]");
  }

  @Test
  void machinesReadJson() throws IOException {
    DatasetReport report = DatasetDoctor.examine(oneImage(Pictures.object(0, 5, 5, 5, 9)));
    JsonNode json = new ObjectMapper().readTree(report.toJson());
    assertThat(json.get("errors").asInt()).isEqualTo(1);
    assertThat(json.get("warnings").asInt()).isEqualTo(2);
    assertThat(json.get("datasets").get(0).toString())
        .isEqualTo(
            "{\"name\":\"data set\",\"images\":1,\"objects\":1,"
                + "\"classes\":{\"cat\":1,\"dog\":0,\"bird\":0}}");
    JsonNode finding = json.get("findings").get(0);
    assertThat(finding.get("severity").asText()).isEqualTo("error");
    assertThat(finding.get("kind").asText()).isEqualTo("empty_box");
    assertThat(finding.get("image").asText()).isEqualTo("a.png");
    assertThat(finding.get("repair").asText()).startsWith("cuts boxes");
    assertThat(json.get("findings").get(1).get("image").isNull()).isTrue();
    assertThat(report.toString()).contains("empty box (1); a repair cuts boxes");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void progressIsToldInTheCallingThread(int threads) throws IOException {
    for (int i = 0; i < 9; i++) {
      image("a" + i, i, CAT + DOG);
    }
    List<Long> told = new ArrayList<>();
    Thread caller = Thread.currentThread();
    DatasetDoctorOptions options =
        DatasetDoctorOptions.builder()
            .threads(threads)
            .progress(
                (done, total) -> {
                  assertThat(Thread.currentThread()).isSameAs(caller);
                  assertThat(total).hasValue(9);
                  told.add(done);
                })
            .build();
    DatasetDoctor.examine(List.of(new NamedDataset("train", yolo())), options);
    assertThat(told).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void anInterruptEndsIt() throws IOException {
    image("a", 1, CAT);
    image("b", 2, CAT);
    List<Long> told = new ArrayList<>();
    DatasetDoctorOptions options =
        DatasetDoctorOptions.builder()
            .progress(
                (done, total) -> {
                  told.add(done);
                  Thread.currentThread().interrupt();
                })
            .build();
    try {
      assertThatThrownBy(
              () -> DatasetDoctor.examine(List.of(new NamedDataset("train", yolo())), options))
          .isInstanceOf(CancellationException.class)
          .hasMessage("examination: interrupted before it was complete");
      assertThat(told).containsExactly(1L);
    } finally {
      assertThat(Thread.interrupted()).as("stays interrupted").isTrue();
    }
  }

  @Test
  void errorsOfTheDataSetItselfArePassedOn() {
    Dataset failing =
        Pictures.inMemory(List.of(), List.of(Pictures.image("a", Pictures.object(0, 0, 0, 9, 9))));
    assertThatThrownBy(() -> DatasetDoctor.examine(failing))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void wrongUseIsRefused() {
    assertThatThrownBy(() -> DatasetDoctor.examine(List.of(), DatasetDoctorOptions.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("data sets: expected 1 or more, found none");
    NamedDataset named = new NamedDataset("train", oneImage());
    assertThatThrownBy(
            () -> DatasetDoctor.examine(List.of(named, named), DatasetDoctorOptions.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("data sets: expected names of their own, found 'train' twice");
    DatasetDoctorOptions.Builder builder = DatasetDoctorOptions.builder();
    assertThatThrownBy(() -> builder.hashDistance(9).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hashDistance: expected 0 to 8, found 9");
    assertThatThrownBy(() -> builder.hashDistance(0).boxTolerance(-1).build())
        .hasMessage("boxTolerance: expected 0 or more, found -1.0");
    assertThatThrownBy(() -> builder.boxTolerance(0).imbalance(0.5).build())
        .hasMessage("imbalance: expected 1 or more, found 0.5");
    assertThatThrownBy(() -> builder.imbalance(1).threads(0).build())
        .hasMessage("threads: expected 1 or more, found 0");
  }
}
