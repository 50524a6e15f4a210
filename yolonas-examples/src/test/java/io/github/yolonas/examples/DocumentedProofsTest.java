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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages of proofs point at is there: classes, tests, and methods of tests. */
class DocumentedProofsTest {
  private static final Path PAGES = Path.of("../docs");
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

  @ParameterizedTest
  @CsvSource({"threat-model.md, 30", "reliability.md, 25"})
  void everythingTheyPointAtIsThere(String page, int least) throws IOException {
    Map<String, Path> sources = sources();
    String text = Files.readString(PAGES.resolve(page));
    int tests = 0;
    for (MatchResult mention : CLASS.matcher(text).results().toList()) {
      String type = mention.group(1);
      String method = mention.group(2);
      assertThat(sources.containsKey(type)).as(mention.group() + " is in the tree").isTrue();
      if (method != null) {
        assertThat(Files.readString(sources.get(type)))
            .as(mention.group())
            .containsPattern("\\b" + method + "\\b");
      }
      tests += type.endsWith("Test") ? 1 : 0;
    }
    assertThat(tests).isGreaterThan(least);
  }
}
