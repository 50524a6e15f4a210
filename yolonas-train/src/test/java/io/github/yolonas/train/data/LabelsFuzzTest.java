package io.github.yolonas.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.yolonas.format.FormatException;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.testing.BoundedWork;
import io.github.yolonas.testing.ForeignFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Data sets of one image whose labels, or the names of whose classes, are any bytes: they are read,
 * or refused by one of the exceptions that {@link DetectionDatasets} and {@link Dataset} name.
 */
class LabelsFuzzTest {
  private static final ForeignFile COCO = beside("instances.json");
  private static final ForeignFile YOLO = beside("a.txt");
  private static final ForeignFile VOC = beside("a.xml");
  private static final ForeignFile NAMES = beside("classes.txt");

  /** A file with an image in its folder. */
  private static ForeignFile beside(String name) {
    ForeignFile file = ForeignFile.named(name);
    try {
      Path image = Pictures.write(file.path().resolveSibling("a.png"), 64, 48, 1);
      image.toFile().deleteOnExit();
      if (name.equals("classes.txt")) {
        Files.writeString(image.resolveSibling("a.txt"), "0 0.5 0.5 0.1 0.1\n")
            .toFile()
            .deleteOnExit();
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Open {
    Dataset open(Path folder);
  }

  private static void read(ForeignFile file, byte[] data, Open reader) {
    Path folder = file.holding(data).resolveSibling("");
    BoundedWork.read(
        data.length,
        () -> {
          try {
            Dataset dataset = reader.open(folder);
            assertThat(dataset.classNames()).doesNotContainNull();
            for (int i = 0; i < dataset.size(); i++) {
              assertThat(dataset.annotations(i).prediction()).isNotNull();
            }
          } catch (FormatException | DatasetException | ImageReadException e) {
            assertThat(e).hasMessageMatching("(?s).*" + folder + ".*: .+");
          }
        });
  }

  @FuzzTest(maxDuration = "60s")
  void coco(byte[] data) {
    read(COCO, data, DetectionDatasets::open);
  }

  @FuzzTest(maxDuration = "60s")
  void yolo(byte[] data) {
    read(YOLO, data, folder -> YoloDetectionDataset.open(folder, Pictures.NAMES));
  }

  @FuzzTest(maxDuration = "60s")
  void voc(byte[] data) {
    read(VOC, data, DetectionDatasets::open);
  }

  @FuzzTest(maxDuration = "60s")
  void classNames(byte[] data) {
    read(NAMES, data, DetectionDatasets::open);
  }
}
