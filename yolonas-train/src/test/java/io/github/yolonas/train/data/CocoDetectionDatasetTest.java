package io.github.yolonas.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.format.FormatException;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.preprocess.ExifOrientation;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageReadOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CocoDetectionDatasetTest {
  @TempDir private Path folder;

  static String json(String file, int width, int height) {
    return """
        {"images": [{"id": 7, "file_name": "%s", "width": %d, "height": %d}],
         "annotations": [
           {"id": 1, "image_id": 7, "category_id": 9, "bbox": [1, 2, 3, 4], "area": 5},
           {"id": 2, "image_id": 7, "category_id": 3, "bbox": [0, 0, 9, 9], "iscrowd": 1}],
         "categories": [{"id": 9, "name": "dog"}, {"id": 3, "name": "cat"}]}"""
        .formatted(file, width, height);
  }

  private Path annotations(String file, int width, int height) throws IOException {
    return Pictures.write(folder.resolve("val.json"), json(file, width, height));
  }

  @Test
  void labelsFollowTheIdsOfTheCategories() throws IOException {
    Pictures.write(folder.resolve("images/sub/a.png"), 64, 48, 1);
    FileDataset dataset =
        CocoDetectionDataset.open(annotations("sub/a.png", 64, 48), folder.resolve("images"));
    assertThat(dataset.classNames()).containsExactly("cat", "dog");
    assertThat(dataset.imageFile(0)).isEqualTo(folder.resolve("images/sub/a.png"));
    LabelledImage image = dataset.read(0);
    assertThat(image.name()).isEqualTo("sub/a.png");
    assertThat(image.objects())
        .containsExactly(
            LabelledObject.of(1, new BoundingBox(1, 2, 4, 6)),
            new LabelledObject(0, new BoundingBox(0, 0, 9, 9), true));
  }

  @Test
  void aMissingImageIsNamedWithTheFileOfAnnotations() throws IOException {
    Path annotations = annotations("a.png", 64, 48);
    Dataset dataset =
        CocoDetectionDataset.open(
            annotations, folder, ImageReadOptions.defaults().withExif(ExifOrientation.IGNORE));
    assertThat(dataset.annotations(0).annotations()).hasSize(2);
    assertThatThrownBy(() -> dataset.read(0))
        .isInstanceOf(ImageReadException.class)
        .hasMessage(
            "%s: there is no such file; expected the image that %s names",
            folder.resolve("a.png"), annotations);
  }

  @Test
  void anImageOfAnotherSizeIsRefusedUnlessAskedForAlone() throws IOException {
    Pictures.write(folder.resolve("a.png"), 64, 48, 1);
    Path annotations = annotations("a.png", 48, 64);
    FileDataset dataset = CocoDetectionDataset.open(annotations, folder);
    assertThatThrownBy(() -> dataset.read(0))
        .isInstanceOf(ImageReadException.class)
        .hasMessage(
            "%s: 64×48 pixels; expected 48×64, as %s says", folder.resolve("a.png"), annotations);
    assertThat(dataset.pixels(0).width()).isEqualTo(64);
  }

  /** One image with a sound object, and one whose second object is as given. */
  private Path twoImages(String box, long image) throws IOException {
    Pictures.write(folder.resolve("a.png"), 64, 48, 1);
    Pictures.write(folder.resolve("b.png"), 64, 48, 2);
    return Pictures.write(
        folder.resolve("two.json"),
        """
        {"images": [{"id": 1, "file_name": "a.png", "width": 64, "height": 48},
                    {"id": 2, "file_name": "b.png", "width": 64, "height": 48}],
         "categories": [{"id": 1, "name": "cat"}],
         "annotations": [
           {"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4]},
           {"id": 2, "image_id": 2, "category_id": 1, "bbox": [1, 2, 3, 4]},
           {"id": 3, "image_id": %d, "category_id": 1, "bbox": %s}]}"""
            .formatted(image, box));
  }

  @Test
  void aNegativeWidthIsAnErrorOfItsImageAlone() throws IOException {
    Path annotations = twoImages("[9, 9, -5, 5]", 2);
    Dataset dataset = CocoDetectionDataset.open(annotations, folder);
    String message =
        annotations + ":7: box: expected x1 ≤ x2 and y1 ≤ y2, found '[9.0, 9.0, 4.0, 14.0]'";
    assertThat(dataset.read(0).objects()).hasSize(1);
    assertThatThrownBy(() -> dataset.annotations(1))
        .isInstanceOf(FormatException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> dataset.read(1)).isInstanceOf(FormatException.class);
    assertThat(DatasetDoctor.examine(dataset).findings())
        .singleElement()
        .hasToString("error: data set: " + folder.resolve("b.png") + ": " + message);
  }

  @Test
  void aBrokenBoxOfNoImageIsAnErrorOfAll() throws IOException {
    Path annotations = twoImages("[9, 9, -5, 5], \"area\": -25", 3);
    assertThatThrownBy(() -> CocoDetectionDataset.open(annotations, folder))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("two.json:7: box: expected x1 ≤ x2");
  }

  @Test
  void noImagesAreRefused() throws IOException {
    Path json =
        Pictures.write(
            folder.resolve("no.json"), "{\"images\": [], \"annotations\": [], \"categories\": []}");
    assertThatThrownBy(() -> CocoDetectionDataset.open(json, folder))
        .isInstanceOf(DatasetException.class)
        .hasMessage(json + ": expected images, found none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../a.png", "/etc/passwd", "sub/../../a.png"})
  void imagesElsewhereAreRefused(String name) throws IOException {
    Path annotations = annotations(name, 64, 48);
    assertThatThrownBy(() -> CocoDetectionDataset.open(annotations, folder))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "%s: file_name: expected the name of a file in %s, found '%s'",
            annotations, folder, name);
  }

  @Test
  void whatIsNotThereIsNamed() throws IOException {
    Path annotations = annotations("a.png", 64, 48);
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> CocoDetectionDataset.open(annotations, missing))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "%s: expected the folder of the images that %s names, found nothing",
            missing, annotations);
    assertThatThrownBy(() -> CocoDetectionDataset.open(missing, folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("missing: cannot be read");
    Path text = Pictures.write(folder.resolve("text.json"), "[]");
    assertThatThrownBy(() -> CocoDetectionDataset.open(text, folder))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("text.json:1: ");
  }
}
