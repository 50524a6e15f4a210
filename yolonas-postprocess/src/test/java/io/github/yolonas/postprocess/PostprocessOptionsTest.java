package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostprocessOptionsTest {
  private static final PostprocessOptions UNUSUAL =
      new PostprocessOptions(0.1, 0.2, 3, 4, false, true, Set.of(5, 6));

  @Test
  void defaultsAreThoseOfAModelWithoutItsOwn() {
    assertThat(PostprocessOptions.defaults())
        .isEqualTo(new PostprocessOptions(0.5, 0.7, 1024, 300, true, false, Set.of()));
  }

  @Test
  void aBuilderSetsEachByName() {
    PostprocessOptions built =
        PostprocessOptions.builder()
            .conf(0.1)
            .iou(0.2)
            .nmsTopK(3)
            .maxPredictions(4)
            .multiLabelPerBox(false)
            .classAgnosticNms(true)
            .classes(List.of(6, 5, 6))
            .build();
    assertThat(built).isEqualTo(UNUSUAL).hasSameHashCodeAs(UNUSUAL);
    assertThat(UNUSUAL.toBuilder().build()).isEqualTo(UNUSUAL);
    assertThat(UNUSUAL.toBuilder().conf(0.3).build())
        .isEqualTo(new PostprocessOptions(0.3, 0.2, 3, 4, false, true, Set.of(5, 6)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conf    | -0.1 | conf: expected 0 to 1, found -0.1",
        "conf    | 1.1  | conf: expected 0 to 1, found 1.1",
        "conf    | NaN  | conf: expected 0 to 1, found NaN",
        "iou     | -0.1 | iou: expected 0 to 1, found -0.1",
        "iou     | 1.5  | iou: expected 0 to 1, found 1.5",
        "iou     | NaN  | iou: expected 0 to 1, found NaN",
        "topK    | 0    | nmsTopK: expected at least 1, found 0",
        "max     | -1   | maxPredictions: expected at least 1, found -1",
        "classes | -1   | classes: expected at least 0, found -1",
      })
  void aValueOutOfRangeIsNamed(String option, double value, String message) {
    PostprocessOptions.Builder builder = set(option, value);
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"conf, 0", "conf, 1", "iou, 0", "iou, 1", "topK, 1", "max, 1", "classes, 0"})
  void theEndsOfARangeBelongToIt(String option, double value) {
    assertThat(set(option, value).build()).isNotEqualTo(PostprocessOptions.defaults());
  }

  private static PostprocessOptions.Builder set(String option, double value) {
    PostprocessOptions.Builder builder = PostprocessOptions.builder();
    return switch (option) {
      case "conf" -> builder.conf(value);
      case "iou" -> builder.iou(value);
      case "topK" -> builder.nmsTopK((int) value);
      case "max" -> builder.maxPredictions((int) value);
      case "classes" -> builder.classes(List.of((int) value));
      default -> throw new IllegalArgumentException(option);
    };
  }

  @Test
  void theClassesAreACopy() {
    Set<Integer> classes = new HashSet<>(Set.of(1));
    PostprocessOptions direct = new PostprocessOptions(0.5, 0.7, 1, 1, true, false, classes);
    PostprocessOptions.Builder builder = PostprocessOptions.builder().classes(classes);
    classes.add(2);
    assertThat(direct.classes()).containsExactly(1);
    assertThat(builder.build().classes()).containsExactly(1);
    assertThatThrownBy(() -> direct.classes().add(2))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
