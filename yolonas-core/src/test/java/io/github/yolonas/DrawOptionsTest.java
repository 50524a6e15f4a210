package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawOptionsTest {
  @Test
  void everythingIsShownByDefault() {
    DrawOptions options = DrawOptions.defaults();
    assertThat(options.boxThickness()).isEmpty();
    assertThat(options.showLabels()).isTrue();
    assertThat(options.showConfidence()).isTrue();
    assertThat(options.colors()).isEmpty();
    assertThat(options.classes()).isEmpty();
  }

  @Test
  void keepsWhatTheBuilderIsTold() {
    DrawOptions options =
        DrawOptions.builder()
            .boxThickness(5)
            .showLabels(false)
            .showConfidence(false)
            .color("cat", Color.RED)
            .colors(Map.of("dog", Color.BLUE))
            .classes("cat", "dog")
            .build();
    assertThat(options.boxThickness()).hasValue(5);
    assertThat(options.showLabels()).isFalse();
    assertThat(options.showConfidence()).isFalse();
    assertThat(options.colors())
        .containsOnly(Map.entry("cat", Color.RED), Map.entry("dog", Color.BLUE));
    assertThat(options.classes()).containsExactlyInAnyOrder("cat", "dog");
    assertThat(options.toBuilder().build()).isEqualTo(options);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void refusesLinesWithoutWidth(int thickness) {
    assertThatThrownBy(() -> DrawOptions.builder().boxThickness(thickness).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("boxThickness: expected at least 1 pixel, found " + thickness);
  }

  @Test
  void isIndependentOfWhatItWasMadeFrom() {
    Map<String, Color> colors = new HashMap<>(Map.of("cat", Color.RED));
    DrawOptions.Builder builder = DrawOptions.builder().colors(colors);
    DrawOptions options = builder.build();
    colors.clear();
    builder.color("dog", Color.BLUE).boxThickness(9);
    assertThat(options.colors()).containsOnly(Map.entry("cat", Color.RED));
    assertThat(options.boxThickness()).isEmpty();
    assertThatThrownBy(() -> options.colors().put("dog", Color.BLUE))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
