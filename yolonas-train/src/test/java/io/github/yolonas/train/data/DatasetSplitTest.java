package io.github.yolonas.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetSplitTest {
  private static final double[] FRACTIONS = {0.8, 0.1, 0.1};

  /** Many cats, fewer dogs, and few birds, which come with cats; some images are empty. */
  private static Dataset dataset(int size) {
    Random random = new Random(5);
    List<AnnotatedImage> images = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<Annotation> objects = new ArrayList<>();
      for (int k = random.nextInt(4); k > 0; k--) {
        objects.add(Pictures.object(0, k, 0, 10, 10));
      }
      if (i % 5 == 0) {
        objects.add(Pictures.object(1, 0, 0, 10, 10));
      }
      if (i % 20 == 3) {
        objects.add(Pictures.object(2, 0, 0, 10, 10));
      }
      objects.add(Pictures.crowd(2, 0, 0, 20, 20));
      images.add(Pictures.image("image" + i, objects.toArray(Annotation[]::new)));
    }
    return Pictures.inMemory(Pictures.NAMES, images);
  }

  private static List<String> names(Dataset dataset) {
    return IntStream.range(0, dataset.size()).mapToObj(i -> dataset.annotations(i).name()).toList();
  }

  private static long objects(Dataset dataset, int label) {
    return IntStream.range(0, dataset.size())
        .boxed()
        .flatMap(i -> dataset.annotations(i).annotations().stream())
        .filter(a -> !a.crowd() && a.object().label() == label)
        .count();
  }

  @Test
  void everyImageIsInOnePart() {
    Dataset dataset = dataset(100);
    DatasetSplit split = DatasetSplit.of(dataset, 1, FRACTIONS);
    assertThat(split.parts().stream().map(Dataset::size)).containsExactly(80, 10, 10);
    assertThat(split.parts().stream().flatMap(part -> names(part).stream()))
        .containsExactlyInAnyOrderElementsOf(names(dataset));
    assertThat(split.parts().get(1).classNames()).isEqualTo(Pictures.NAMES);
    assertThat(split.parts().get(1).read(0).name()).isEqualTo(names(split.parts().get(1)).get(0));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
  void everyClassIsSharedOut(long seed) {
    Dataset dataset = dataset(200);
    DatasetSplit split = DatasetSplit.of(dataset, seed, FRACTIONS);
    for (int label = 0; label < Pictures.NAMES.size(); label++) {
      double total = objects(dataset, label);
      for (int p = 0; p < FRACTIONS.length; p++) {
        assertThat((double) objects(split.parts().get(p), label))
            .as("%s in part %d", Pictures.NAMES.get(label), p)
            .isCloseTo(FRACTIONS[p] * total, Offset.offset(2.0));
      }
    }
  }

  @Test
  void theSeedDecides() {
    Dataset dataset = dataset(100);
    List<List<String>> first = parts(DatasetSplit.of(dataset, 42, FRACTIONS));
    assertThat(parts(DatasetSplit.of(dataset, 42, FRACTIONS))).isEqualTo(first);
    assertThat(parts(DatasetSplit.of(dataset, 43, FRACTIONS))).isNotEqualTo(first);
  }

  private static List<List<String>> parts(DatasetSplit split) {
    return split.parts().stream().map(DatasetSplitTest::names).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "10, 0.8 0.1 0.1, 8 1 1",
    "3, 0.8 0.1 0.1, 1 1 1",
    "4, 0.98 0.01 0.01, 2 1 1",
    "10, 0.5 0.5, 5 5",
    "11, 0.25 0.75, 3 8",
    "7, 1, 7",
    "0, 1, -",
  })
  void sizesAreExact(int images, String fractions, String sizes) {
    double[] parts = Arrays.stream(fractions.split(" ")).mapToDouble(Double::parseDouble).toArray();
    Dataset dataset = dataset(images);
    if (sizes.equals("-")) {
      assertThatThrownBy(() -> DatasetSplit.of(dataset, 1, parts))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("images: expected 1 or more, one for each part, found 0");
    } else {
      assertThat(DatasetSplit.of(dataset, 1, parts).parts().stream().map(p -> "" + p.size()))
          .containsExactly(sizes.split(" "));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.8 0.1", "0.8 0.3", "1 0", "1.5 -0.5", "NaN 1", "Infinity 1"})
  void wrongFractionsAreRefused(String fractions) {
    double[] parts = Arrays.stream(fractions.split(" ")).mapToDouble(Double::parseDouble).toArray();
    assertThatThrownBy(() -> DatasetSplit.of(dataset(10), 1, parts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "fractions: expected numbers above 0 whose sum is 1, found " + Arrays.toString(parts));
  }

  @Test
  void noFractionsAreRefused() {
    assertThatThrownBy(() -> DatasetSplit.of(dataset(10), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found []");
  }

  @Test
  void viewsCheckIndices() {
    Dataset dataset = dataset(3);
    assertThat(names(DatasetView.of(dataset, List.of(2, 0, 2))))
        .containsExactly("image2", "image0", "image2");
    assertThatThrownBy(() -> DatasetView.of(dataset, List.of(3)))
        .isInstanceOf(IndexOutOfBoundsException.class);
    Dataset view = DatasetView.of(dataset, List.of(1));
    assertThatThrownBy(() -> view.read(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
