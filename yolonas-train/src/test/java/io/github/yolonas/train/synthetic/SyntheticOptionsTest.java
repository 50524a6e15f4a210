package io.github.yolonas.train.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SyntheticOptionsTest {
  @Test
  void theDefaultsDrawEverything() {
    assertThat(SyntheticOptions.defaults().classNames())
        .startsWith("circle", "square", "triangle", "star", "cross")
        .hasSize(12)
        .isEqualTo(SyntheticOptions.CLASS_NAMES);
  }

  @Test
  void wrongValuesAreNamed() {
    refused(b -> b.size(0), "size: expected 1 or more, found 0");
    refused(b -> b.width(new IntRange(63, 70)), "width: expected within 64–4096, found 63–70");
    refused(b -> b.height(IntRange.of(5000)), "height: expected within 64–4096, found 5000–5000");
    refused(b -> b.objects(new IntRange(-1, 2)), "objects: expected within 0–100, found -1–2");
    refused(b -> b.smallestObject(0), "smallestObject: expected above 0, to 1, found 0.0");
    refused(
        b -> b.smallestObject(0.5).largestObject(0.4),
        "largestObject: expected from smallestObject, 0.5, to 1, found 0.4");
    refused(b -> b.maxHidden(0.95), "maxHidden: expected from 0 to 0.9, found 0.95");
    refused(b -> b.degradedShare(Double.NaN), "degradedShare: expected from 0 to 1.0, found NaN");
  }

  @Test
  void wrongClassesAreNamed() {
    refused(b -> b.classNames(List.of()), "classNames: expected one or more, each once, found []");
    refused(
        b -> b.classNames(List.of("star", "star")),
        "classNames: expected one or more, each once, found [star, star]");
    assertThatThrownBy(() -> SyntheticOptions.builder().classNames(List.of("sphere")).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("classNames: expected some of [circle, square,")
        .hasMessageEndingWith("found 'sphere'");
  }

  @Test
  void aRangeIsInOrder() {
    assertThatThrownBy(() -> new IntRange(3, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("range: expected a largest number of 3 or more, found 2");
    assertThat(IntRange.of(4)).isEqualTo(new IntRange(4, 4)).hasToString("4–4");
  }

  private interface Setting {
    void apply(SyntheticOptions.Builder builder);
  }

  private static void refused(Setting setting, String message) {
    SyntheticOptions.Builder builder = SyntheticOptions.builder();
    setting.apply(builder);
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
