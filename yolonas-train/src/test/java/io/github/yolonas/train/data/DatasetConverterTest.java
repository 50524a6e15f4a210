package io.github.yolonas.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.ResultWriteException;
import io.github.yolonas.format.Annotation;
import io.github.yolonas.postprocess.BoundingBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatasetConverterTest {
  @TempDir private Path folder;

  private static Dataset source() {
    return Pictures.inMemory(
        Pictures.NAMES,
        List.of(
            Pictures.image(
                "a.jpg", Pictures.object(2, 1.5f, 2, 30.25f, 40), Pictures.object(0, 0, 0, 64, 48)),
            Pictures.image("sub/a.png", Pictures.crowd(1, 5, 6, 7, 8)),
            Pictures.image("empty")));
  }

  private static void checkSame(Dataset found, Dataset expected, boolean crowds) {
    assertThat(found.classNames()).isEqualTo(expected.classNames());
    assertThat(found.size()).isEqualTo(expected.size());
    for (int i = 0; i < found.size(); i++) {
      LabelledImage image = found.read(i);
      LabelledImage truth = expected.read(i);
      assertThat(image.image().toRgbBytes()).isEqualTo(truth.image().toRgbBytes());
      List<Annotation> objects = found.annotations(i).annotations();
      List<Annotation> wanted =
          expected.annotations(i).annotations().stream().filter(a -> crowds || !a.crowd()).toList();
      assertThat(objects).hasSameSizeAs(wanted);
      for (int k = 0; k < objects.size(); k++) {
        assertThat(objects.get(k).crowd()).isEqualTo(wanted.get(k).crowd());
        assertThat(objects.get(k).object().label()).isEqualTo(wanted.get(k).object().label());
        checkSame(objects.get(k).object().box(), wanted.get(k).object().box());
      }
    }
  }

  private static void checkSame(BoundingBox found, BoundingBox expected) {
    assertThat(found.toXyxy()).containsExactly(expected.toXyxy(), Offset.offset(1e-5f));
  }

  private static Dataset inOrder(FileDataset dataset) {
    List<Integer> order = new ArrayList<>();
    for (String name : List.of("a.png", "sub_a.png", "empty.png")) {
      for (int i = 0; i < dataset.size(); i++) {
        if (dataset.imageFile(i).getFileName().toString().equals(name)) {
          order.add(i);
        }
      }
    }
    return DatasetView.of(dataset, order);
  }

  @ParameterizedTest
  @EnumSource
  void comesBackFromEveryLayout(DatasetLayout layout) {
    Path out = folder.resolve("out");
    List<Long> progress = new ArrayList<>();
    DatasetConversion done =
        DatasetConverter.to(layout)
            .withProgress((count, total) -> progress.add(count + 10 * total.orElseThrow()))
            .write(source(), out);
    boolean crowds = layout != DatasetLayout.YOLO;
    assertThat(done).isEqualTo(new DatasetConversion(out, 3, crowds ? 3 : 2, crowds ? 0 : 1));
    assertThat(progress).containsExactly(31L, 32L, 33L);
    assertThat(DetectionDatasets.layout(out)).isEqualTo(layout);
    checkSame(inOrder(DetectionDatasets.open(out)), source(), crowds);
  }

  @ParameterizedTest
  @EnumSource
  void oneLayoutBecomesAnotherAndFilesStayAsTheyAre(DatasetLayout layout) throws IOException {
    Path yolo = folder.resolve("yolo");
    DatasetConverter.to(DatasetLayout.YOLO).write(source(), yolo);
    FileDataset first = DetectionDatasets.open(yolo);
    Path out = folder.resolve("out");
    DatasetConverter.to(layout).write(first, out);
    FileDataset second = DetectionDatasets.open(out);
    checkSame(inOrder(second), source(), false);
    assertThat(second.imageFile(0)).isRegularFile().hasSameBinaryContentAs(first.imageFile(0));
    assertThat(Files.isSymbolicLink(second.imageFile(0))).isFalse();
    Path linked = folder.resolve("linked");
    DatasetConverter.to(layout).withImages(ImageTransfer.LINK).write(first, linked);
    FileDataset links = DetectionDatasets.open(linked);
    assertThat(Files.isSymbolicLink(links.imageFile(0))).isTrue();
    assertThat(links.imageFile(0).toRealPath()).isEqualTo(first.imageFile(0).toRealPath());
    checkSame(inOrder(links), source(), false);
  }

  @Test
  void outlinesKeepTheirAreasInCoco() {
    Annotation box = Pictures.object(0, 0, 0, 10, 10);
    Annotation outline = new Annotation(box.object(), 33.5, false);
    Dataset dataset = Pictures.inMemory(Pictures.NAMES, List.of(Pictures.image("a.png", outline)));
    DatasetConverter.to(DatasetLayout.COCO).write(dataset, folder);
    assertThat(DetectionDatasets.open(folder).annotations(0).annotations().get(0).area())
        .isEqualTo(33.5);
  }

  @Test
  void labelsMayGoAlone() throws IOException {
    DatasetConverter.to(DatasetLayout.YOLO).withImages(ImageTransfer.NONE).write(source(), folder);
    try (Stream<Path> images = Files.list(folder.resolve("images"))) {
      assertThat(images).isEmpty();
    }
    assertThat(folder.resolve("labels/a.txt")).isRegularFile();
    assertThat(folder.resolve("labels/sub_a.txt")).isRegularFile();
  }

  @Test
  void equalNamesAreToldApart() {
    Dataset dataset =
        Pictures.inMemory(
            Pictures.NAMES,
            List.of(Pictures.image("a.png"), Pictures.image("A.jpg"), Pictures.image("a.bmp")));
    DatasetConverter.to(DatasetLayout.VOC).write(dataset, folder);
    for (String name : List.of("a", "2_A", "3_a")) {
      assertThat(folder.resolve("JPEGImages/" + name + ".png")).isRegularFile();
      assertThat(folder.resolve("Annotations/" + name + ".xml")).isRegularFile();
    }
  }

  @Test
  void nothingIsWrittenOver() throws IOException {
    Pictures.write(folder.resolve("precious.txt"), "!");
    assertThatThrownBy(() -> DatasetConverter.to(DatasetLayout.COCO).write(source(), folder))
        .isInstanceOf(ResultWriteException.class)
        .hasMessage(folder + ": expected a new or empty folder, found files in it");
    Path file = folder.resolve("precious.txt");
    assertThatThrownBy(() -> DatasetConverter.to(DatasetLayout.COCO).write(source(), file))
        .isInstanceOf(ResultWriteException.class)
        .hasMessageStartingWith(file + ": cannot be written");
  }

  @Test
  void namesThatNoFileHoldsAreRefused() {
    for (String name : List.of("two\nlines", " cat", "")) {
      Dataset dataset = Pictures.inMemory(List.of(name), List.of(Pictures.image("a.png")));
      assertThatThrownBy(() -> DatasetConverter.to(DatasetLayout.VOC).write(dataset, folder))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("expected each class name once, on one line");
    }
  }

  @Test
  void aMissingImageIsNamed() throws IOException {
    Path json =
        Pictures.write(folder.resolve("a.json"), CocoDetectionDatasetTest.json("a.png", 64, 48));
    Dataset dataset = CocoDetectionDataset.open(json, folder);
    Path out = folder.resolve("out");
    assertThatThrownBy(() -> DatasetConverter.to(DatasetLayout.COCO).write(dataset, out))
        .isInstanceOf(ResultWriteException.class)
        .hasMessageStartingWith(out.resolve("images/a.png") + ": a copy of ")
        .hasMessageContaining("a.png");
    assertThat(out.resolve("annotations.json")).as("half a data set").doesNotExist();
  }

  @Test
  void anInterruptEndsIt() {
    Path out = folder.resolve("out");
    DatasetConverter converter =
        DatasetConverter.to(DatasetLayout.COCO)
            .withProgress((count, total) -> Thread.currentThread().interrupt());
    try {
      assertThatThrownBy(() -> converter.write(source(), out))
          .isInstanceOf(CancellationException.class)
          .hasMessage(out + ": interrupted after 1 images");
    } finally {
      assertThat(Thread.interrupted()).as("stays interrupted").isTrue();
    }
    assertThat(out.resolve("annotations.json")).doesNotExist();
  }
}
