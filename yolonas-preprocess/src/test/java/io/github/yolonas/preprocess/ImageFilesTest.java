package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFilesTest {
  @ParameterizedTest
  @CsvSource({"a.JPG,jpg", "a.b.png,png", "a,''", "'',''", ".tiff,tiff", "a.,''"})
  void theExtensionFollowsTheLastDot(String name, String extension) {
    assertThat(ImageFiles.extension(name)).isEqualTo(extension);
  }

  @Test
  void onlyFilesThatAreCalledSoAreImages(@TempDir Path folder) throws IOException {
    assertThat(ImageFiles.isImage(Files.createFile(folder.resolve("a.Png")))).isTrue();
    assertThat(ImageFiles.isImage(Files.createFile(folder.resolve("a.txt")))).isFalse();
    assertThat(ImageFiles.isImage(Files.createDirectory(folder.resolve("b.png")))).isFalse();
    assertThat(ImageFiles.isImage(folder.resolve("absent.png"))).isFalse();
  }
}
