package io.github.yolonas.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionDatasetsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "annotations/instances_val.json, val/a.png, annotations/instances_val.json",
    "annotations/instances_val.json, images/val/a.png, annotations/instances_val.json",
    "annotations/instances_val.json, images/a.png, .",
    "annotations.json, images/a.png, .",
    "_annotations.coco.json, a.png, .",
  })
  void cocoIsRecognised(String json, String image, String opened) throws IOException {
    Pictures.write(folder.resolve(json), CocoDetectionDatasetTest.json("a.png", 64, 48));
    Pictures.write(folder.resolve(image), 64, 48, 1);
    Path path = folder.resolve(opened);
    assertThat(DetectionDatasets.layout(path)).isEqualTo(DatasetLayout.COCO);
    assertThat(DetectionDatasets.open(path).read(0).objects()).hasSize(2);
    assertThat(DetectionDatasets.open(path, List.of("cat", "dog")).size()).isEqualTo(1);
    assertThatThrownBy(() -> DetectionDatasets.open(path, List.of("dog", "cat")))
        .isInstanceOf(DatasetException.class)
        .hasMessageEndingWith("class names: expected [dog, cat], found [cat, dog]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a.png", "../../a.png", "/etc/passwd"})
  void imagesElsewhereAreNotLookedFor(String name) throws IOException {
    Path root = Files.createDirectories(folder.resolve("outer/set"));
    Pictures.write(folder.resolve("a.png"), 64, 48, 1);
    Path json = Pictures.write(root.resolve("a.json"), CocoDetectionDatasetTest.json(name, 64, 48));
    assertThatThrownBy(() -> DetectionDatasets.open(json))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(json + ": expected its image ")
        .hasMessageEndingWith("found it in none");
  }

  @Test
  void yoloAndVocAreRecognised() throws IOException {
    Path yolo = folder.resolve("yolo");
    Pictures.write(yolo.resolve("images/a.png"), 64, 48, 1);
    Pictures.write(yolo.resolve("labels/a.txt"), "0 0.5 0.5 0.1 0.1");
    assertThat(DetectionDatasets.layout(yolo)).isEqualTo(DatasetLayout.YOLO);
    assertThat(DetectionDatasets.open(yolo, List.of("cat")).read(0).objects()).hasSize(1);
    Path voc = folder.resolve("voc");
    Pictures.write(voc.resolve("JPEGImages/a.png"), 64, 48, 1);
    Pictures.write(
        voc.resolve("Annotations/a.xml"), PascalVocDetectionDatasetTest.xml("dog", 64, 48));
    assertThat(DetectionDatasets.layout(voc)).isEqualTo(DatasetLayout.VOC);
    assertThat(DetectionDatasets.open(voc).classNames()).containsExactly("dog");
    assertThat(DetectionDatasets.open(voc, List.of("cat", "dog")).read(0).objects().get(0).label())
        .isEqualTo(1);
    assertThatThrownBy(() -> DetectionDatasets.open(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageEndingWith("found none of them, but in [" + voc + ", " + yolo + "]");
  }

  @Test
  void whatIsNoDataSetIsRefused() throws IOException {
    assertThatThrownBy(() -> DetectionDatasets.open(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(folder + ": expected a COCO .json file, or a folder with one; ")
        .hasMessageEndingWith("found none of them");
    Path image = Pictures.write(folder.resolve("a.png"), 64, 48, 1);
    assertThatThrownBy(() -> DetectionDatasets.open(image))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(image + ": expected a COCO .json file");
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> DetectionDatasets.open(missing))
        .isInstanceOf(DatasetException.class)
        .hasMessage(missing + ": expected a data set, found no such file or folder");
  }

  @Test
  void anImageWhoseNameNoFileCanHaveIsRefused() throws IOException {
    Path json =
        Pictures.write(
            folder.resolve("a.json"),
            CocoDetectionDatasetTest.json("a.png", 64, 48).replace("a.png", "a\\u0000.png"));
    assertThatThrownBy(() -> DetectionDatasets.open(json))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(json + ": file_name: expected the name of a file, found 'a");
  }

  @Test
  void severalFilesOfAnnotationsAreAQuestion() throws IOException {
    Path train = Pictures.write(folder.resolve("annotations/train.json"), "{}");
    Path val = Pictures.write(folder.resolve("annotations/val.json"), "{}");
    assertThatThrownBy(() -> DetectionDatasets.open(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "%s: expected one .json file of annotations, found [%s, %s]; name one",
            folder, train, val);
  }

  @Test
  void annotationsWithoutTheirImagesAreNamed() throws IOException {
    Path json =
        Pictures.write(
            folder.resolve("set/annotations.json"), CocoDetectionDatasetTest.json("a.png", 64, 48));
    Files.createDirectories(folder.resolve("set/images"));
    assertThatThrownBy(() -> DetectionDatasets.open(json))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(json + ": expected its image a.png in one of [")
        .hasMessageEndingWith("found it in none");
  }
}
