package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.Timings;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.preprocess.RgbImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureFolderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "a.png, a.png",
    "in/a.JPG, a.JPG",
    "C:\\photos\\a.jpg, a.jpg",
    "a.webp, a.png",
    "no-extension, no-extension.png",
    "archive.tar.png, archive.tar.png",
    "https://host/a.jpg?token=x/y, a.jpg",
    "https://host/, image.png",
  })
  void aPictureIsNamedAfterItsSource(String source, String name) {
    assertThat(new PictureFolder(folder, List.of(), List.of()).save(result(source)))
        .isEqualTo(folder.resolve(name))
        .isRegularFile();
  }

  @Test
  void namesThatDifferOnlyInCaseAreKeptApart() {
    PictureFolder pictures = new PictureFolder(folder, List.of(), List.of());
    assertThat(pictures.save(result("a/x.png"))).hasFileName("x.png");
    assertThat(pictures.save(result("b/X.png"))).hasFileName("X-2.png");
    assertThat(pictures.save(result("c/x.png"))).hasFileName("x-3.png");
    assertThat(pictures.save(result("c/x-2.png"))).hasFileName("x-2-2.png");
  }

  /** Also not through another name of it. */
  @Test
  void noSourceIsReplaced() throws Exception {
    Path source = Files.writeString(folder.resolve("x.png"), "mine");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    PictureFolder pictures = new PictureFolder(link, List.of(source), List.of());
    assertThat(pictures.save(result("elsewhere/x.png"))).hasFileName("x-2.png");
    assertThat(source).hasContent("mine");
  }

  private static ImageDetectionPrediction result(String source) {
    Duration none = Duration.ZERO;
    return new ImageDetectionPrediction(
        source,
        Optional.of(RgbImage.ofRgb(new byte[3], 1, 1)),
        List.of(),
        new DetectionPrediction(List.of(), new ImageShape(1, 1)),
        new Timings(none, none, none, none));
  }
}
