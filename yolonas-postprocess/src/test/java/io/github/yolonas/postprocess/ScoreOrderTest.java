package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ScoreOrderTest {

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "score-order.csv", delimiter = '|')
  void bestFirst(String what, String scores, String order) {
    assertThat(ScoreOrder.descending(Numbers.floats(scores)))
        .as(what)
        .isEqualTo(Numbers.ints(order));
  }

  @Test
  void noScores() {
    assertThat(ScoreOrder.descending(new float[0])).isEmpty();
  }

  /** Any bits, every kind of NaN among them, against a stable sort by a comparator. */
  @RepeatedTest(20)
  void anyBits(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    float[] scores = new float[500];
    for (int i = 0; i < scores.length; i++) {
      int bits = random.nextInt();
      scores[i] = Float.intBitsToFloat(random.nextInt(8) == 0 ? bits | 0x7f800000 : bits);
    }
    int[] stable =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparing(i -> scores[i], (a, b) -> Float.compare(b, a)))
            .mapToInt(Integer::intValue)
            .toArray();
    assertThat(ScoreOrder.descending(scores)).isEqualTo(stable);
  }
}
