package io.github.yolonas.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.format.FormatException;
import io.github.yolonas.format.PascalVocFormat;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.preprocess.ImageReadException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PascalVocDetectionDatasetTest {
  @TempDir private Path folder;

  static String xml(String className, int width, int height) {
    return """
        <annotation><filename>whatever.jpg</filename>
          <size><width>%d</width><height>%d</height><depth>3</depth></size>
          <object><name>%s</name><bndbox>
            <xmin>11</xmin><ymin>21</ymin><xmax>30</xmax><ymax>40</ymax></bndbox></object>
        </annotation>"""
        .formatted(width, height, className);
  }

  private void threeImages() throws IOException {
    Pictures.write(folder.resolve("JPEGImages/a.jpg"), 64, 48, 1);
    Pictures.write(folder.resolve("JPEGImages/b.jpg"), 64, 48, 2);
    Pictures.write(folder.resolve("JPEGImages/c.jpg"), 64, 48, 3);
    Pictures.write(folder.resolve("Annotations/a.xml"), xml("dog", 64, 48));
    Pictures.write(folder.resolve("Annotations/b.xml"), xml("cat", 64, 48));
  }

  @Test
  void classesAreThoseOfTheObjectsInAlphabeticalOrder() throws IOException {
    threeImages();
    Dataset dataset = PascalVocDetectionDataset.open(folder);
    assertThat(dataset.classNames()).containsExactly("cat", "dog");
    assertThat(dataset.size()).isEqualTo(3);
    LabelledImage a = dataset.read(0);
    assertThat(a.name()).isEqualTo("a.jpg");
    assertThat(a.objects()).containsExactly(LabelledObject.of(1, new BoundingBox(11, 21, 30, 40)));
    assertThat(dataset.read(2).objects()).isEmpty();
  }

  @Test
  void classesMayBeGivenAndCoordinatesCountFromOne() throws IOException {
    threeImages();
    PascalVocFormat format = PascalVocFormat.of(List.of("dog", "cat")).countedFromOne();
    assertThat(PascalVocDetectionDataset.open(folder, format).read(0).objects())
        .containsExactly(LabelledObject.of(0, new BoundingBox(10, 20, 30, 40)));
    Pictures.write(folder.resolve("classes.txt"), "bird\ncat\ndog");
    assertThat(PascalVocDetectionDataset.open(folder).read(0).objects())
        .containsExactly(LabelledObject.of(2, new BoundingBox(11, 21, 30, 40)));
  }

  @Test
  void oneFolderForAll() throws IOException {
    Pictures.write(folder.resolve("a.png"), 64, 48, 1);
    Pictures.write(folder.resolve("a.xml"), xml("dog", 64, 48));
    assertThat(PascalVocDetectionDataset.open(folder).read(0).objects()).hasSize(1);
  }

  @Test
  void aMissingImageIsNamedWithItsAnnotation() throws IOException {
    threeImages();
    Path xml = Pictures.write(folder.resolve("Annotations/lost.xml"), xml("dog", 64, 48));
    Dataset dataset = PascalVocDetectionDataset.open(folder);
    assertThat(dataset.annotations(3).annotations()).hasSize(1);
    assertThatThrownBy(() -> dataset.read(3))
        .isInstanceOf(ImageReadException.class)
        .hasMessage(
            folder.resolve("JPEGImages/lost.jpg")
                + ": there is no such file; expected the image that "
                + xml
                + " names");
  }

  @Test
  void anImageOfAnotherSizeIsRefused() throws IOException {
    threeImages();
    Path xml = Pictures.write(folder.resolve("Annotations/c.xml"), xml("dog", 640, 480));
    Dataset dataset = PascalVocDetectionDataset.open(folder);
    assertThatThrownBy(() -> dataset.read(2))
        .isInstanceOf(ImageReadException.class)
        .hasMessageContaining("c.jpg: 64×48 pixels; expected 640×480, as " + xml + " says");
  }

  @Test
  void aDamagedFileHidesNoOthers() throws IOException {
    threeImages();
    Pictures.write(folder.resolve("Annotations/a.xml"), "<annotation>");
    Dataset dataset = PascalVocDetectionDataset.open(folder);
    assertThat(dataset.classNames()).containsExactly("cat");
    assertThat(dataset.read(1).objects()).hasSize(1);
    assertThatThrownBy(() -> dataset.read(0))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("a.xml:1: expected well-formed XML");
  }

  @Test
  void withoutAnyObjectTheClassesMustBeGiven() throws IOException {
    Pictures.write(folder.resolve("a.png"), 64, 48, 1);
    assertThatThrownBy(() -> PascalVocDetectionDataset.open(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessage(folder + ": expected the name of a class or more, found none");
  }
}
