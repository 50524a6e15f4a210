package io.github.yolonas.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.format.FormatException;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YoloDetectionDatasetTest {
  private static final String CAT_IN_THE_MIDDLE = "0 0.5 0.5 0.25 0.5\n";

  @TempDir private Path folder;

  private void sideBySide() throws IOException {
    Pictures.write(folder.resolve("images/train/a.png"), 64, 48, 1);
    Pictures.write(folder.resolve("images/train/b.jpg"), 40, 32, 2);
    Pictures.write(folder.resolve("labels/train/a.txt"), CAT_IN_THE_MIDDLE);
    Pictures.write(folder.resolve("classes.txt"), "cat\ndog\n");
  }

  private static void check(Dataset dataset, String prefix) {
    assertThat(dataset.classNames()).containsExactly("cat", "dog");
    assertThat(dataset.size()).isEqualTo(2);
    assertThat(dataset.annotations(0).name()).isEqualTo(prefix + "a.png");
    assertThat(dataset.annotations(0).shape()).isEqualTo(new ImageShape(48, 64));
    LabelledImage a = dataset.read(0);
    assertThat(a.image().width()).isEqualTo(64);
    assertThat(a.image().rgb(0, 0)).isEqualTo(Pictures.patches(64, 48, 1).getRGB(0, 0) & 0xFFFFFF);
    assertThat(a.objects()).containsExactly(LabelledObject.of(0, new BoundingBox(24, 12, 40, 36)));
    assertThat(dataset.annotations(1).shape()).isEqualTo(new ImageShape(32, 40));
    assertThat(dataset.read(1).objects()).as("an image without labels").isEmpty();
  }

  @Test
  void imagesAndLabelsSideBySide() throws IOException {
    sideBySide();
    check(YoloDetectionDataset.open(folder), "train/");
    check(YoloDetectionDataset.open(folder.resolve("images/train")), "");
    check(YoloDetectionDataset.open(folder.resolve("images")), "train/");
  }

  @Test
  void labelsBesideImages() throws IOException {
    Pictures.write(folder.resolve("a.png"), 64, 48, 1);
    Pictures.write(folder.resolve("b.jpg"), 40, 32, 2);
    Pictures.write(folder.resolve("a.txt"), CAT_IN_THE_MIDDLE);
    Pictures.write(folder.resolve("classes.txt"), "cat\ndog\n");
    Pictures.write(folder.resolve("README.txt"), "read me");
    check(YoloDetectionDataset.open(folder), "");
    check(YoloDetectionDataset.open(folder, List.of("cat", "dog")), "");
  }

  @Test
  void foldersOfAnyName() throws IOException {
    Pictures.write(folder.resolve("p/a.png"), 64, 48, 1);
    Pictures.write(folder.resolve("p/b.jpg"), 40, 32, 2);
    Pictures.write(folder.resolve("l/a.txt"), CAT_IN_THE_MIDDLE);
    check(
        YoloDetectionDataset.open(
            folder.resolve("p"),
            folder.resolve("l"),
            List.of("cat", "dog"),
            ImageReadOptions.defaults()),
        "");
  }

  @Test
  void labelsWithoutTheirImageAreNamed() throws IOException {
    sideBySide();
    Path label = Pictures.write(folder.resolve("labels/train/lost.txt"), CAT_IN_THE_MIDDLE);
    Dataset dataset = YoloDetectionDataset.open(folder);
    assertThat(dataset.size()).isEqualTo(3);
    assertThatThrownBy(() -> dataset.annotations(2))
        .isInstanceOf(ImageReadException.class)
        .hasMessageContaining("lost.jpg: there is no such file; expected the image that ")
        .hasMessageContaining(label.toString());
    assertThat(dataset.read(0).objects()).as("the others").hasSize(1);
  }

  @Test
  void damagedLabelsAreNamed() throws IOException {
    sideBySide();
    Pictures.write(folder.resolve("labels/train/b.txt"), "7 0.5 0.5 0.1 0.1\n");
    Dataset dataset = YoloDetectionDataset.open(folder);
    assertThatThrownBy(() -> dataset.annotations(1))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("b.txt:1: label: expected less than 2, found '7'");
  }

  @Test
  void sizesComeFromHeaders() throws IOException {
    sideBySide();
    Path image = folder.resolve("images/train/a.png");
    byte[] bytes = Files.readAllBytes(image);
    Files.write(image, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    Dataset dataset = YoloDetectionDataset.open(folder);
    assertThat(dataset.annotations(0).shape()).isEqualTo(new ImageShape(48, 64));
    assertThatThrownBy(() -> dataset.read(0))
        .isInstanceOf(ImageReadException.class)
        .hasMessageContaining("a.png");
  }

  @Test
  void missingAndWrongClassNamesAreRefused() throws IOException {
    sideBySide();
    Files.delete(folder.resolve("classes.txt"));
    assertThatThrownBy(() -> YoloDetectionDataset.open(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(
            "expected the names of the classes in classes.txt or data.yaml in one of [")
        .hasMessageEndingWith("found none");
    assertThatThrownBy(() -> YoloDetectionDataset.open(folder, List.of("cat", "cat")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("expected each class name once, on one line, not empty; found 'cat'");
    assertThatThrownBy(() -> YoloDetectionDataset.open(folder, List.of()))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("expected the name of a class or more, found none");
  }

  @Test
  void foldersWithoutImagesAreRefused() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThatThrownBy(() -> YoloDetectionDataset.open(empty, List.of("cat")))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            empty + ": expected images (bmp, gif, jpeg, jpg, png, tif, tiff, webp), found none");
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> YoloDetectionDataset.open(missing, List.of("cat")))
        .isInstanceOf(DatasetException.class)
        .hasMessage(missing + ": expected a folder, found nothing");
  }

  @Test
  void indicesAreChecked() throws IOException {
    sideBySide();
    Dataset dataset = YoloDetectionDataset.open(folder);
    for (int index : new int[] {-1, 2}) {
      assertThatThrownBy(() -> dataset.read(index)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> dataset.annotations(index))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
