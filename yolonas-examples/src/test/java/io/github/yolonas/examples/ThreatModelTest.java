package io.github.yolonas.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/threat-model.md points at is there: classes, tests, and methods of tests. */
class ThreatModelTest {
  private static final Path PAGE = Path.of("../docs/threat-model.md");
  private static final Pattern CLASS =
      Pattern.compile("`([A-Z][A-Za-z0-9]+)(?:\\.([a-z][A-Za-z0-9]*))?(?:\\([^`]*\\))?`");

  private static Map<String, Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("target"))
          .filter(file -> !file.endsWith("package-info.java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  file -> file,
                  (a, b) -> a));
    }
  }

  @Test
  void everythingItPointsAtIsThere() throws IOException {
    Map<String, Path> sources = sources();
    int tests = 0;
    for (MatchResult mention : CLASS.matcher(Files.readString(PAGE)).results().toList()) {
      String type = mention.group(1);
      String method = mention.group(2);
      assertThat(sources).as(mention.group()).containsKey(type);
      if (method != null) {
        assertThat(Files.readString(sources.get(type)))
            .as(mention.group())
            .containsPattern("\\b" + method + "\\b");
      }
      tests += type.endsWith("Test") ? 1 : 0;
    }
    assertThat(tests).isGreaterThan(30);
  }
}
