package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.testing.NativeLeakExtension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NativeLeakExtension.class)
class CandidateSelectorTest {
  private static final int ANCHORS = 200;
  private static final int CLASSES = 6;

  /** Against a plain walk over random scores, among them ties, NaN and infinities. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 1024, true,  ''",
    "0.5, 1024, false, ''",
    "0.0, 1024, true,  ''",
    "0.0, 1024, false, ''",
    "0.2, 50,   true,  ''",
    "0.2, 50,   false, ''",
    "0.2, 50,   true,  '1;4'",
    "0.2, 50,   false, '1;4'",
    "1.0, 10,   true,  ''"
  })
  void equalsAPlainWalk(double conf, int topK, boolean multiLabel, String classes) {
    Set<Integer> wanted = new TreeSet<>();
    for (String index : classes.isEmpty() ? new String[0] : classes.split(";", -1)) {
      wanted.add(Integer.parseInt(index));
    }
    PostprocessOptions options =
        PostprocessOptions.builder()
            .conf(conf)
            .nmsTopK(topK)
            .multiLabelPerBox(multiLabel)
            .classes(wanted)
            .build();
    float[] scores = randomScores();
    Candidates found = select(scores, options);
    List<int[]> expected = plainWalk(scores, options);
    assertThat(found.size()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.anchors()[i]).isEqualTo(expected.get(i)[0]);
      assertThat(found.labels()[i]).isEqualTo(expected.get(i)[1]);
      assertThat(found.box(i).x1()).isEqualTo(4 * expected.get(i)[0]);
    }
  }

  /** All scores differ, but for some NaN and infinities, so that no cut falls between ties. */
  private static float[] randomScores() {
    Random random = new Random(7);
    float[] scores = new float[ANCHORS * CLASSES];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextFloat();
    }
    scores[10] = Float.NaN;
    scores[77] = Float.POSITIVE_INFINITY;
    scores[100] = Float.NEGATIVE_INFINITY;
    return scores;
  }

  private static List<int[]> plainWalk(float[] scores, PostprocessOptions options) {
    List<int[]> pairs = new ArrayList<>();
    float threshold = (float) options.conf();
    for (int anchor = 0; anchor < ANCHORS; anchor++) {
      int best = -1;
      boolean nan = false;
      for (int c = 0; c < CLASSES; c++) {
        float score = scores[anchor * CLASSES + c];
        nan |= Float.isNaN(score);
        if (options.multiLabelPerBox() && score > threshold) {
          pairs.add(new int[] {anchor, c});
        }
        best = best < 0 || score > scores[anchor * CLASSES + best] ? c : best;
      }
      boolean passes = !nan && scores[anchor * CLASSES + best] >= threshold;
      if (!options.multiLabelPerBox() && passes) {
        pairs.add(new int[] {anchor, best});
      }
    }
    pairs.removeIf(pair -> !options.classes().isEmpty() && !options.classes().contains(pair[1]));
    List<int[]> best =
        pairs.stream()
            .sorted(Comparator.comparingDouble(pair -> -scores[pair[0] * CLASSES + pair[1]]))
            .limit(options.nmsTopK())
            .toList();
    pairs.removeIf(pair -> !best.contains(pair));
    return pairs;
  }

  @Test
  void equalScoresOfABoxGiveItsFirstClass() {
    float[] scores = new float[ANCHORS * CLASSES];
    Arrays.fill(scores, 0.75f);
    PostprocessOptions options =
        PostprocessOptions.builder().conf(0.75).multiLabelPerBox(false).build();
    Candidates found = select(scores, options);
    assertThat(found.size()).isEqualTo(ANCHORS);
    assertThat(found.labels()).containsOnly(0);
  }

  @Test
  void everyPairOfALargeNetworkIsCutToTheBest() {
    float[] scores = new float[8_400 * 80];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (i * 31L % scores.length + 1f) / (scores.length + 1f);
    }
    try (PointerScope scope = new PointerScope()) {
      Candidates found =
          CandidateSelector.select(
                  Tensors.decoded(new float[4 * 8_400], scores),
                  PostprocessOptions.builder().conf(0).build())
              .get(0);
      assertThat(found.size()).isEqualTo(1_024);
      for (float score : found.scores()) {
        assertThat(score).isGreaterThan(0.998f);
      }
    }
  }

  @Test
  void nothingPassesWhenNothingIsGoodEnough() {
    Candidates found =
        select(new float[ANCHORS * CLASSES], PostprocessOptions.builder().conf(0.5).build());
    assertThat(found.size()).isZero();
    assertThat(DetectionPostprocessor.process(found, PostprocessOptions.defaults()).size())
        .isZero();
  }

  @Test
  void aClassThatTheNetworkDoesNotHaveIsRefused() {
    PostprocessOptions options = PostprocessOptions.builder().classes(Set.of(CLASSES)).build();
    assertThatThrownBy(() -> select(randomScores(), options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("classes: expected less than 6, found 6");
  }

  @Test
  void shapesMustFit() {
    try (PointerScope scope = new PointerScope()) {
      assertThatThrownBy(
              () ->
                  new DecodedBoxes(
                      Tensors.of(new float[8], 1, 2, 4), Tensors.of(new float[3], 1, 3, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[1, 2, 4] and [1, 3, 1]");
    }
  }

  private static Candidates select(float[] scores, PostprocessOptions options) {
    float[] boxes = new float[4 * ANCHORS];
    for (int i = 0; i < boxes.length; i++) {
      boxes[i] = i;
    }
    try (PointerScope scope = new PointerScope()) {
      return CandidateSelector.select(Tensors.decoded(boxes, scores), options).get(0);
    }
  }
}
