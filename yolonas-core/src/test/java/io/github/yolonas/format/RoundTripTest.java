package io.github.yolonas.format;

import static io.github.yolonas.format.Samples.NAMES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read again: bit for bit where the format holds corners as they are. */
class RoundTripTest {
  private static final List<AnnotatedImage> FOUND = Samples.images(1, 200, true);
  private static final List<AnnotatedImage> KNOWN = Samples.images(2, 200, false);

  @TempDir private Path folder;

  static Stream<DetectionFormat> exactFormats() {
    return Stream.of(new CsvFormat(), new JsonFormat());
  }

  @ParameterizedTest
  @MethodSource("exactFormats")
  void cornersBitForBit(DetectionFormat format) {
    for (List<AnnotatedImage> images : List.of(FOUND, KNOWN, List.<AnnotatedImage>of())) {
      Path file = folder.resolve("all");
      format.write(file, images);
      assertThat(format.read(file)).isEqualTo(images);
    }
  }

  @ParameterizedTest
  @MethodSource("exactFormats")
  void theSameInEveryLocale(DetectionFormat format) {
    String here = Samples.text(format, FOUND);
    Samples.inArabic(
        () -> {
          assertThat(Samples.text(format, FOUND)).isEqualTo(here);
          format.read("text", new StringReader(here), image -> assertThat(FOUND).contains(image));
        });
  }

  @Test
  void cocoResultsToTheLastBitOfAWidth() {
    CocoResultsFormat format = new CocoResultsFormat(CocoDataset.of(NAMES, FOUND));
    Path file = folder.resolve("results.json");
    format.write(file, FOUND);
    compare(format.read(file), FOUND, 5e-4f);
    assertThat(format.read(file)).extracting(AnnotatedImage::name).startsWith("00000.jpg");
  }

  @Test
  void cocoDataset() {
    CocoDataset dataset = CocoDataset.of(NAMES, KNOWN);
    Path file = folder.resolve("annotations.json");
    dataset.write(file);
    CocoDataset read = CocoDataset.read(file);
    assertThat(read.categories()).isEqualTo(dataset.categories());
    assertThat(read.byId().keySet()).containsExactlyElementsOf(dataset.byId().keySet());
    compare(read.images(), KNOWN, 5e-4f);
  }

  @Test
  void yoloToMillionthsOfAPixel() throws IOException {
    for (List<AnnotatedImage> images : List.of(FOUND, KNOWN)) {
      Path labels = folder.resolve(images == FOUND ? "found" : "known");
      YoloFormat format = YoloFormat.of(NAMES).withConfidence();
      try (DetectionWriter writer = format.folder(labels)) {
        images.forEach(writer::write);
      }
      compare(
          images.stream().map(i -> format.read(yoloFile(labels, i), i.name(), i.shape())).toList(),
          images,
          1e-3f);
      assertThat(YoloFormat.readClasses(labels.resolve("classes.txt"))).isEqualTo(NAMES);
      try (Stream<Path> files = Files.list(labels)) {
        assertThat(files).hasSize(images.size() + 1);
      }
    }
  }

  private static Path yoloFile(Path labels, AnnotatedImage image) {
    return labels.resolve(image.name().replace(".jpg", ".txt"));
  }

  @Test
  void pascalVocBitForBit() {
    PascalVocFormat format = PascalVocFormat.of(NAMES);
    try (DetectionWriter writer = format.folder(folder)) {
      FOUND.forEach(writer::write);
    }
    for (AnnotatedImage image : FOUND) {
      assertThat(format.read(folder.resolve(image.name().replace(".jpg", ".xml"))))
          .isEqualTo(image);
    }
  }

  @Test
  void pascalVocCountedFromOne() {
    PascalVocFormat format = PascalVocFormat.of(NAMES).countedFromOne();
    AnnotatedImage image = Samples.image("a.jpg", Samples.object(0, 1, 0, 9, 100, 200));
    StringWriter text = new StringWriter();
    format.write(text, image);
    assertThat(text.toString())
        .contains("<xmin>1</xmin>", "<ymin>10</ymin>", "<xmax>100</xmax>", "<ymax>200</ymax>");
    assertThat(format.read("text", new StringReader(text.toString()))).isEqualTo(image);
  }

  /** The same images, objects in order, but for a tolerance of boxes. */
  private static void compare(
      List<AnnotatedImage> read, List<AnnotatedImage> written, float tolerance) {
    assertThat(read).hasSameSizeAs(written);
    for (int i = 0; i < read.size(); i++) {
      AnnotatedImage image = written.get(i);
      assertThat(read.get(i).name()).isEqualTo(image.name());
      assertThat(read.get(i).shape()).isEqualTo(image.shape());
      assertThat(read.get(i).annotations()).hasSameSizeAs(image.annotations());
      for (int k = 0; k < image.annotations().size(); k++) {
        Detection expected = image.annotations().get(k).object();
        Detection found = read.get(i).annotations().get(k).object();
        assertThat(found.className()).isEqualTo(expected.className());
        assertThat(found.label()).isEqualTo(expected.label());
        assertThat(found.confidence()).isEqualTo(expected.confidence());
        assertThat(distance(found.box(), expected.box())).isCloseTo(0, within(tolerance));
      }
    }
  }

  private static float distance(BoundingBox one, BoundingBox other) {
    float greatest = 0;
    for (int k = 0; k < 4; k++) {
      greatest = Math.max(greatest, Math.abs(one.toXyxy()[k] - other.toXyxy()[k]));
    }
    return greatest;
  }
}
