package io.github.yolonas.train.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no model; with one, the numbers are tested where the command is. */
class ModelDetectionsTest {
  private static final Path FOLDER = Path.of("photos");

  @Test
  void namesSayWhichClassIsWhichCategory() {
    assertThat(labels(List.of("cat", "dog"), "dog", "cat")).isEqualTo(Map.of(0, 20L, 1, 10L));
  }

  @Test
  void classesThatTheDataLackHaveNoCategory() {
    assertThat(labels(List.of("cat", "dog", "car"), "car", "plane")).isEqualTo(Map.of(2, 10L));
  }

  @Test
  void withoutAnyCommonNameTheOrderCounts() {
    assertThat(labels(List.of("0", "1"), "cat", "dog")).isEqualTo(Map.of(0, 10L, 1, 20L));
  }

  @Test
  void nothingInCommonIsRefused() {
    assertThatThrownBy(() -> labels(List.of("0", "1", "2"), "cat", "dog"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none of the model's classes [0, 1, 2], but [cat, dog]");
  }

  private static Map<Integer, Long> labels(List<String> classNames, String... categories) {
    List<CocoCategory> list = new ArrayList<>();
    for (String name : categories) {
      list.add(new CocoCategory(10 * (list.size() + 1L), name));
    }
    return ModelDetections.categoriesByLabel(classNames, list);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jpg", "val/a.jpg", "./a.jpg", "val/../a.jpg"})
  void filesAreInTheFolder(String name) {
    assertThat(ModelDetections.file(FOLDER, new CocoImage(1, name, 0, 0)))
        .startsWithRaw(FOLDER)
        .endsWithRaw(Path.of("a.jpg"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../a.jpg", "/etc/passwd", "val/../../a.jpg", "a\0.jpg"})
  void filesElsewhereAreRefused(String name) {
    assertThatThrownBy(() -> ModelDetections.file(FOLDER, new CocoImage(7, name, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("image 7: expected the name of a file in the folder of images");
  }
}
