package io.github.yolonas.train.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.ResultWriteException;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.Annotation;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.data.CocoDetectionDataset;
import io.github.yolonas.train.data.DatasetException;
import io.github.yolonas.train.data.FileDataset;
import io.github.yolonas.train.loader.BadImagePolicy;
import io.github.yolonas.train.trainer.ColouredBoxes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The tiny network labels; what it finds is compared with what it predicts. */
@ExtendWith(NativeLeakExtension.class)
class PseudoLabellerTest {
  private static final int IMAGES = 3;

  @TempDir private Path folder;
  private Path photos = Path.of("");
  private Path file = Path.of("");
  private YoloNas teacher;

  @BeforeEach
  void prepare() throws IOException {
    photos = folder.resolve("photos");
    file = folder.resolve("labels.json");
    ColouredBoxes images = new ColouredBoxes(IMAGES, 5);
    for (int i = 0; i < IMAGES; i++) {
      Path photo = photos.resolve(i == 0 ? "more/0.png" : i + ".png");
      Files.createDirectories(photo.getParent());
      ImageIO.write(images.read(i).image().toBufferedImage(), "png", photo.toFile());
    }
    String name = "/reference/tiny/ckpt_latest.pth";
    try (InputStream in = PseudoLabellerTest.class.getResourceAsStream(name)) {
      teacher =
          YoloNas.load(Objects.requireNonNull(in), YoloNasOptions.builder().threads(1).build());
    }
  }

  @AfterEach
  void close() {
    teacher.close();
  }

  private List<Detection> predicted(FileDataset data, int index, double conf) {
    PredictOptions options =
        PredictOptions.builder().conf(conf).multiLabelPerBox(false).keepImage(false).build();
    return teacher.predict(ImageSource.of(data.imageFile(index)), options).prediction().stream()
        .toList();
  }

  private PseudoLabelSummary label(PseudoLabelOptions.Builder options) {
    return new PseudoLabeller(teacher, options.build()).label(photos, file);
  }

  /** What is to be labelled by the rule, as COCO's left, top, width, height and a class. */
  private List<String> expected(
      FileDataset data, int index, Map<String, Double> conf, double leastSide) {
    List<String> expected = new ArrayList<>();
    for (Detection d : predicted(data, index, 0.01)) {
      BoundingBox box = d.box().clip(data.annotations(index).shape());
      if (d.confidence() >= conf.getOrDefault(d.className(), 2.0)
          && box.width() >= leastSide
          && box.height() >= leastSide) {
        expected.add(text(d.className(), box));
      }
    }
    return expected;
  }

  private static String text(String className, BoundingBox box) {
    return "%s %.2f %.2f %.2f %.2f".formatted(className, box.x1(), box.y1(), box.x2(), box.y2());
  }

  private static List<String> found(AnnotatedImage image) {
    return image.annotations().stream()
        .map(Annotation::object)
        .map(object -> text(object.className(), object.box()))
        .toList();
  }

  @Test
  void labelsAreWhatIsSureEnoughOfItsClass() {
    PseudoLabelSummary summary =
        label(PseudoLabelOptions.builder().conf(0.3).classConf(Map.of("cherry", 0.03)));
    Map<String, Double> rule = Map.of("apple", 0.3, "banana", 0.3, "cherry", 0.03);
    FileDataset data = CocoDetectionDataset.open(file, photos);
    assertThat(data.classNames()).isEqualTo(teacher.classNames());
    assertThat(data.size()).isEqualTo(IMAGES);
    long apples = 0;
    long cherries = 0;
    for (int i = 0; i < IMAGES; i++) {
      List<String> labels = found(data.annotations(i));
      assertThat(labels).containsExactlyInAnyOrderElementsOf(expected(data, i, rule, 0));
      apples += labels.stream().filter(text -> text.startsWith("apple")).count();
      cherries += labels.stream().filter(text -> text.startsWith("cherry")).count();
      assertThat(data.read(i).objects()).hasSameSizeAs(labels);
    }
    assertThat(apples).isPositive();
    assertThat(cherries).isPositive();
    assertThat(summary.objectsByClass())
        .isEqualTo(Map.of("apple", apples, "banana", 0L, "cherry", cherries));
    assertThat(summary.objects()).isEqualTo(apples + cherries);
    assertThat(summary.images()).isEqualTo(IMAGES);
    assertThat(summary.skipped()).isEmpty();
  }

  @Test
  void smallBoxesAreLeftOutAndOthersClipped() {
    label(PseudoLabelOptions.builder().conf(0.02).leastSide(20));
    Map<String, Double> rule = Map.of("apple", 0.02, "banana", 0.02, "cherry", 0.02);
    FileDataset data = CocoDetectionDataset.open(file, photos);
    List<Float> lefts = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      assertThat(found(data.annotations(i)))
          .containsExactlyInAnyOrderElementsOf(expected(data, i, rule, 20));
      data.annotations(i).annotations().forEach(a -> lefts.add(a.object().box().x1()));
    }
    assertThat(lefts).contains(0f).allSatisfy(left -> assertThat(left).isNotNegative());
  }

  @Test
  void theDefaultKeepsImagesWithoutLabels() {
    label(PseudoLabelOptions.builder());
    FileDataset data = CocoDetectionDataset.open(file, photos);
    assertThat(data.annotations(0).annotations()).isEmpty();
    assertThat(data.annotations(2).annotations()).isNotEmpty();
    assertThat(data.annotations(2).name()).isEqualTo("more/0.png");
    assertThat(data.annotations(2).annotations().get(0).object().confidence())
        .isCloseTo(1, within(0f));
  }

  @Test
  void progressIsToldAfterEachImage() {
    List<String> told = new ArrayList<>();
    label(
        PseudoLabelOptions.builder()
            .batchSize(2)
            .progress((done, total) -> told.add(done + " of " + total.getAsLong())));
    assertThat(told).containsExactly("1 of 3", "2 of 3", "3 of 3");
  }

  @Test
  void badImagesAreSkippedAndNamed() throws IOException {
    Path bad = Files.writeString(photos.resolve("2.png"), "no image");
    PseudoLabelSummary summary = label(PseudoLabelOptions.builder());
    assertThat(summary.images()).isEqualTo(IMAGES - 1);
    assertThat(summary.skipped()).hasSize(1);
    assertThat(summary.skipped().get(0).name()).isEqualTo(bad.toString());
    assertThat(summary.skipped().get(0).reason()).contains("the content is not an image");
    assertThat(CocoDetectionDataset.open(file, photos).size()).isEqualTo(IMAGES - 1);
  }

  @Test
  void badImagesStopWhereAskedAndLeaveTheOldFile() throws IOException {
    Files.writeString(photos.resolve("2.png"), "no image");
    Files.writeString(file, "old");
    assertThatThrownBy(() -> label(PseudoLabelOptions.builder().badImages(BadImagePolicy.STOP)))
        .isInstanceOf(ImageReadException.class)
        .hasMessageContaining("2.png");
    assertThat(file).hasContent("old");
    assertNothingBeside();
  }

  private void assertNothingBeside() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(photos, file);
    }
  }

  @Test
  void anInterruptLeavesTheOldFile() throws IOException {
    Files.writeString(file, "old");
    PseudoLabelOptions.Builder options =
        PseudoLabelOptions.builder().progress((done, total) -> Thread.currentThread().interrupt());
    assertThatThrownBy(() -> label(options)).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(file).hasContent("old");
    assertNothingBeside();
  }

  @Test
  void streamsKeepTheirNames() {
    Path one = photos.resolve("1.png");
    new PseudoLabeller(teacher, PseudoLabelOptions.defaults())
        .label(Stream.of(ImageSource.of(one)), file);
    assertThat(CocoDetectionDataset.open(file, folder).imageFile(0)).isEqualTo(one);
  }

  @Test
  void wrongUseIsSaidBeforeTheWork() throws IOException {
    PseudoLabelOptions.Builder options =
        PseudoLabelOptions.builder()
            .progress(
                (done, total) -> {
                  throw new AssertionError("no image is to be read");
                });
    assertThatThrownBy(() -> label(options.classConf(Map.of("dog", 0.5))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "classConf: expected one of the teacher's classes [apple, banana, cherry], found 'dog'");
    PseudoLabeller labeller = new PseudoLabeller(teacher, options.classConf(Map.of()).build());
    Path nowhere = folder.resolve("nowhere/labels.json");
    assertThatThrownBy(() -> labeller.label(photos, nowhere))
        .isInstanceOf(ResultWriteException.class)
        .hasMessage(nowhere + ": expected a file in an existing folder");
    assertThatThrownBy(() -> labeller.label(photos.resolve("none"), file))
        .isInstanceOf(ImageReadException.class);
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThatThrownBy(() -> labeller.label(empty, file))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("expected images to label, found none");
    Files.copy(photos.resolve("1.png"), photos.resolve("more/1.png"));
    assertThatThrownBy(() -> labeller.label(photos, file))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("1.png: expected an image with a file name of its own");
  }

  @Test
  void aFolderOfNothingButBadImagesIsRefused() throws IOException {
    Path bad = Files.createDirectories(folder.resolve("bad"));
    Files.writeString(bad.resolve("a.png"), "no image");
    assertThatThrownBy(
            () -> new PseudoLabeller(teacher, PseudoLabelOptions.defaults()).label(bad, file))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("expected images that can be read, found 1 that cannot")
        .hasMessageContaining("a.png");
    assertThat(file).doesNotExist();
  }
}
