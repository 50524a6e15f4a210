package io.github.yolonas.train.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Files of annotations and of detections: what is read, and what is refused with which words. */
class CocoFilesTest {
  private static final String GOOD =
      """
      {"info": {"year": 2017, "nested": [1, {"a": []}]}, "licenses": [],
       "annotations": [
         {"segmentation": {"counts": "abc", "size": [1, 2]}, "id": 1, "image_id": 300, "iscrowd": 1,
          "category_id": 18, "bbox": [1, 2.5, 3, 4], "area": 10.5},
         {"id": 2, "image_id": 300, "category_id": 18, "bbox": [1, 2, 3, 4], "iscrowd": false,
          "ignore": 1}],
       "categories": [{"id": 18, "name": "dog", "supercategory": "animal"}, {"id": 2, "name": "b"}],
       "images": [{"id": 300, "file_name": "a/b.jpg", "width": 640, "height": 480},
                  {"id": 9007199254740993}]}
      """;

  @TempDir private Path folder;

  @Test
  void fieldsMayComeInAnyOrderAndBeMore() throws IOException {
    CocoGroundTruth truth = CocoGroundTruth.read(write(GOOD));
    assertThat(truth.images())
        .containsExactly(
            new CocoImage(300, "a/b.jpg", 640, 480), new CocoImage(9007199254740993L, "", 0, 0));
    assertThat(truth.categoryNames()).containsExactly("b", "dog");
    assertThat(truth.annotations())
        .containsExactly(
            new CocoAnnotation(300, 18, new CocoBox(1, 2.5, 3, 4), 10.5, true),
            new CocoAnnotation(300, 18, new CocoBox(1, 2, 3, 4), 12, false));
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "bad-ground-truth.csv",
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      useHeadersInDisplayName = true)
  void badFilesAreNamedWithThePlace(@Nullable String content, String message) throws IOException {
    Path file = write(content == null ? "" : content.replace('\'', '"'));
    assertThatThrownBy(() -> CocoGroundTruth.read(file))
        .isInstanceOf(CocoFormatException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }

  /** Cut anywhere, or with any byte damaged, a file is read or refused; nothing else happens. */
  @Test
  void damagedFilesAreReadOrRefused() throws IOException {
    byte[] good = GOOD.strip().getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    for (int at = 0; at < good.length; at++) {
      byte[] changed = good.clone();
      changed[at] ^= 0x15;
      assertThat(isRefused(Arrays.copyOf(good, at))).as("cut at %d", at).isTrue();
      refused += isRefused(changed) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(good.length / 2).isLessThan(good.length);
  }

  private boolean isRefused(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("damaged.json"), content);
    try {
      CocoGroundTruth.read(file);
      return false;
    } catch (CocoFormatException e) {
      assertThat(e).hasMessageContaining("damaged.json");
      return true;
    }
  }

  @Test
  void nestingWithoutEndIsRefused() throws IOException {
    Path file = write("{\"info\": " + "[".repeat(100_000));
    assertThatThrownBy(() -> CocoGroundTruth.read(file)).isInstanceOf(CocoFormatException.class);
  }

  @Test
  void aMissingFileIsTheCause() {
    assertThatThrownBy(() -> CocoResults.read(folder.resolve("none.json")))
        .isInstanceOf(CocoFormatException.class)
        .hasMessageEndingWith("none.json: cannot be read: NoSuchFileException")
        .hasCauseInstanceOf(NoSuchFileException.class);
  }

  @Test
  void resultsComeBackAsWritten() throws IOException {
    CocoResults results =
        new CocoResults(
            List.of(
                new CocoDetection(1L << 40, 18, new CocoBox(0.1, -2, 1e-7, 4), 0.1f),
                new CocoDetection(300, 2, new CocoBox(1, 2, 3, 4), 1)));
    StringWriter text = new StringWriter();
    results.writeJson(text);
    assertThat(CocoResults.read(write(text.toString()))).isEqualTo(results);
    assertThat(text.toString()).startsWith("[{\"image_id\":1099511627776,\"category_id\":18,");
  }

  @Test
  void resultsOfAnotherDataSetAreNamedWithTheFile() throws IOException {
    CocoGroundTruth truth = CocoGroundTruth.read(write(GOOD));
    Path file =
        Files.writeString(
            folder.resolve("stray.json"),
            "[{\"image_id\": 1, \"category_id\": 2, \"bbox\": [1, 2, 3, 4], \"score\": 0.5}]");
    assertThatThrownBy(() -> CocoResults.read(file, truth))
        .isInstanceOf(CocoFormatException.class)
        .hasMessage(file + ": [0].image_id: expected an image of the ground truth, found 1");
  }

  private Path write(String content) throws IOException {
    return Files.writeString(folder.resolve("file.json"), content);
  }
}
