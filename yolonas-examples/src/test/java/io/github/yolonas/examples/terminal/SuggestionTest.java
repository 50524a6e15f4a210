package io.github.yolonas.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

  @ParameterizedTest
  @CsvSource({"sqare,square", "SQUARE,square", "cros,cross", "triangel,triangle", "star ,star"})
  void aNearNameIsSuggested(String mistyped, String meant) {
    assertThat(Suggestion.of(mistyped, List.of("circle", "square", "triangle", "star", "cross")))
        .isEqualTo("Did you mean '" + meant + "'?");
  }

  @Test
  void withoutANearOneTheKnownNamesAreListedButNotAllOfMany() {
    assertThat(Suggestion.of("lighthouse", List.of("star", "cross")))
        .isEqualTo("It knows star, cross");
    List<String> many = IntStream.range(0, 80).mapToObj(i -> "name" + i).toList();
    assertThat(Suggestion.of("lighthouse", many)).endsWith("name19 and 60 more");
  }
}
