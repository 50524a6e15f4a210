package io.github.yolonas.format;

import static io.github.yolonas.Results.found;
import static io.github.yolonas.Results.withoutImage;
import static io.github.yolonas.format.Samples.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.ResultWriteException;
import io.github.yolonas.Results;
import io.github.yolonas.postprocess.Detection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images between results and files, and what happens when writing fails. */
class AnnotatedImageTest {
  @TempDir private Path folder;

  @Test
  void aResultUnderTheNameOfItsSource() {
    Detection cat = Results.detection(0, 0.9f, 1, 2, 3, 5);
    ImageDetectionPrediction result = withoutImage("x/a.jpg", found(640, 480, cat));
    AnnotatedImage image = AnnotatedImage.of(result);
    assertThat(image.name()).isEqualTo("x/a.jpg");
    assertThat(image.annotations()).containsExactly(new Annotation(cat, 6, false));
    assertThat(image.prediction()).isEqualTo(result.prediction());
    assertThat(image.truth()).isEqualTo(result.prediction());
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, 0, 0, 1, 1",
    "Infinity, 0, 0, 1, 1",
    "1, NaN, 0, 1, 1",
    "1, 0, 0, Infinity, 1",
    "1, -3e38, 0, 3e38, 1",
    "1, 2, 0, 1, 1",
    "1, 0, 2, 1, 1",
  })
  void numbersAreSound(float score, float x1, float y1, float x2, float y2) {
    Detection odd = object(0, score, x1, y1, x2, y2);
    assertThatThrownBy(() -> AnnotatedImage.of("a.jpg", found(640, 480, odd)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a.jpg: " + odd + ": expected finite numbers and x1 ≤ x2, y1 ≤ y2");
  }

  @Test
  void anAreaIsNotNegative() {
    Detection cat = object(0, 1, 0, 0, 1, 1);
    for (double area : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Annotation(cat, area, false))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("area: expected 0 or more, found " + area);
    }
  }

  @Test
  void aStreamGetsUtf8AndStaysOpen() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DetectionWriter writer = new CsvFormat().writer(out)) {
      writer.write(Samples.image("写真.jpg"));
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("写真.jpg,640,480,,,,,,,\r\n");
  }

  @Test
  void whatFailsOnTheWayLeavesTheOldFile() throws IOException {
    Path file = folder.resolve("a.csv");
    Files.writeString(file, "old");
    Iterable<AnnotatedImage> failing =
        () -> {
          throw new ArithmeticException("no more images");
        };
    assertThatThrownBy(() -> new CsvFormat().write(file, failing))
        .isInstanceOf(ArithmeticException.class);
    assertThat(file).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aMissingFolderIsNamed() {
    Path file = folder.resolve("none/a.csv");
    assertThatThrownBy(() -> new CsvFormat().write(file, List.of()))
        .isInstanceOf(ResultWriteException.class)
        .hasMessageStartingWith(file + ": cannot be written: ");
    assertThatThrownBy(() -> new CsvFormat().read(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(file + ": cannot be read: ");
  }

  @Test
  void aFullDiskIsNamed() {
    for (DetectionFormat format : List.of(new CsvFormat(), new JsonFormat())) {
      assertThatThrownBy(() -> format.writer(new FullWriter()).close())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("cannot be written: no space left");
    }
  }

  private static final class FullWriter extends Writer {
    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
      throw new IOException("no space left");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
