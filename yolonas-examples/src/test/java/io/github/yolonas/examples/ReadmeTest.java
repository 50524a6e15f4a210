package io.github.yolonas.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the README shows is what the example programs do: each block of Java is preceded by {@code
 * <!-- Program.java#region -->}, and is that region, shifted to the left.
 */
class ReadmeTest {
  private static final Path README = Path.of("../README.md");
  private static final List<Path> PAGES = List.of(README, Path.of("../docs/training.md"));
  private static final Path PROGRAMS = Path.of("src/main/java/io/github/yolonas/examples");
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern SNIPPET =
      Pattern.compile("(?s)<!-- (\\w+\\.java)#(\\w+) -->\n```java\n(.*?)```");

  static Stream<MatchResult> snippets() throws IOException {
    return SNIPPET.matcher(text()).results();
  }

  /** All pages that show programs. */
  private static String text() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path page : PAGES) {
      text.append(Files.readString(page));
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void snippetsAreRegionsOfPrograms(MatchResult snippet) throws IOException {
    assertThat(snippet.group(3))
        .as("%s#%s", snippet.group(1), snippet.group(2))
        .isEqualTo(region(PROGRAMS.resolve(snippet.group(1)), snippet.group(2)));
  }

  @Test
  void everyBlockOfJavaIsOne() throws IOException {
    assertThat(snippets().count()).isPositive().isEqualTo(BLOCK.matcher(text()).results().count());
  }

  private static String region(Path program, String name) throws IOException {
    List<String> lines = Files.readAllLines(program);
    int from = lines.stream().map(String::strip).toList().indexOf("// region " + name);
    assertThat(from).as("region %s of %s", name, program).isNotNegative();
    List<String> rest = lines.subList(from + 1, lines.size());
    int length = rest.stream().map(String::strip).toList().indexOf("// endregion");
    return String.join("\n", rest.subList(0, length)).stripIndent() + "\n";
  }
}
