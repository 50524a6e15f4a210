package io.github.yolonas.format;

import static io.github.yolonas.format.Samples.NAMES;
import static io.github.yolonas.format.Samples.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.postprocess.ImageShape;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class YoloFormatTest {
  private static final YoloFormat FORMAT = YoloFormat.of(NAMES);
  private static final AnnotatedImage IMAGE =
      Samples.image("a.jpg", object(1, 0.75f, 0, 0, 320, 120), object(0, 0.5f, 64, 0, 128, 480));

  @TempDir private Path folder;

  @Test
  void hasExactlyTheDocumentedForm() {
    assertThat(text(FORMAT)).isEqualTo("1 0.25 0.125 0.5 0.25\n0 0.15 0.5 0.1 1\n");
    assertThat(text(FORMAT.withConfidence()))
        .isEqualTo("1 0.25 0.125 0.5 0.25 0.75\n0 0.15 0.5 0.1 1 0.5\n");
    Samples.inArabic(
        () -> assertThat(text(FORMAT)).isEqualTo("1 0.25 0.125 0.5 0.25\n0 0.15 0.5 0.1 1\n"));
  }

  @Test
  void readsLabelsAsOthersWriteThem() {
    assertThat(read("1  0.250000\t0.125000 5e-1 .25\r\n\r\n0 0.15 0.5 0.1 1.0 0.5"))
        .isEqualTo(
            Samples.image("a.jpg", object(1, 1, 0, 0, 320, 120), object(0, 0.5f, 64, 0, 128, 480)));
    assertThat(read("")).isEqualTo(Samples.image("a.jpg"));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "damaged-yolo.csv", delimiter = '|', quoteCharacter = '`')
  void damageIsNamed(String line, String message) {
    assertThatThrownBy(() -> read(line))
        .isInstanceOf(FormatException.class)
        .hasMessage("t.txt:1: " + message);
    assertThatThrownBy(() -> read("\n" + line))
        .isInstanceOf(FormatException.class)
        .hasMessage("t.txt:2: " + message);
  }

  @Test
  void nothingGrowsWithoutEnd() {
    assertThatThrownBy(() -> read(" ".repeat(70_000)))
        .isInstanceOf(FormatException.class)
        .hasMessage("t.txt:1: line: expected at most 65536 characters, found 'more'");
    assertThatThrownBy(() -> read("0 .5 .5 .1 .1\n".repeat(100_001)))
        .isInstanceOf(FormatException.class)
        .hasMessage("t.txt:100001: image: expected at most 100000 objects, found 'more'");
  }

  @Test
  void otherBytesThanTextAreNamed() throws IOException {
    Path file = folder.resolve("a.txt");
    Files.write(file, new byte[] {'0', ' ', (byte) 0xC3, ' '});
    assertThatThrownBy(() -> FORMAT.read(file, "a.jpg", new ImageShape(9, 9)))
        .isInstanceOf(FormatException.class)
        .hasMessage(file + ": expected text in UTF-8, found other bytes");
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws IOException {
    Path file = folder.resolve("classes.txt");
    Files.write(file, "\uFEFFcat\r\n犬\n\n\n".getBytes(StandardCharsets.UTF_8));
    assertThat(YoloFormat.readClasses(file)).containsExactly("cat", "犬");
  }

  @Test
  void imagesOfOneNameAreRefused() {
    try (DetectionWriter writer = FORMAT.folder(folder)) {
      writer.write(Samples.image("left/a.jpg"));
      assertThatThrownBy(() -> writer.write(Samples.image("right/A.png")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("right/A.png: expected an image with a name of its own, for A.txt");
      assertThatThrownBy(() -> writer.write(Samples.image("classes.jpg")))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(folder).isDirectoryContaining(file -> file.endsWith("a.txt"));
  }

  @Test
  void classesMustBeTheFormats() {
    YoloFormat cats = YoloFormat.of(NAMES.subList(0, 1));
    assertThatThrownBy(() -> text(cats))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a.jpg: class 1 'traffic light': expected one of [cat]");
  }

  private static String text(YoloFormat format) {
    StringWriter text = new StringWriter();
    format.write(text, IMAGE);
    return text.toString();
  }

  private static AnnotatedImage read(String text) {
    return FORMAT.read("t.txt", new StringReader(text), "a.jpg", new ImageShape(480, 640));
  }
}
