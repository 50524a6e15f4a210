package io.github.yolonas.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathSuggestionTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "photos/stret.jpg|photos/street.jpg",
        "photos/street.jpeg|photos/street.jpg",
        "fotos/street.jpg|photos/street.jpg",
        "Photos/Street.JPG|''", // two names are wrong
        "photos/tree.png|''",
        "photos/street.jpg|''", // it is there
        "nowhere/at/all.jpg|''",
      })
  void theNearestNameIsMeant(String typed, String meant) throws IOException {
    Files.createFile(Files.createDirectory(folder.resolve("photos")).resolve("street.jpg"));
    Optional<Path> near = PathSuggestion.near(folder + "/" + typed);
    assertThat(near.map(path -> folder.relativize(path).toString()).orElse("")).isEqualTo(meant);
  }

  @Test
  void anErrorThatMissesAFileAsks() {
    RuntimeException error = new RuntimeException("no", new NoSuchFileException("pm.xml"));
    assertThat(PathSuggestion.of(error)).contains("Did you mean 'pom.xml'?");
    assertThat(PathSuggestion.of(new IOException("broken"))).isEmpty();
  }
}
