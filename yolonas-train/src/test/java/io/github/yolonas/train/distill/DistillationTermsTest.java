package io.github.yolonas.train.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.yolonas.testing.NativeLeakExtension;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three relative entropies on tiny tensors in fp64: by hand, by differences, at equality. */
@ExtendWith(NativeLeakExtension.class)
class DistillationTermsTest {
  private static final double STEP = 1e-5;

  private PointerScope scope;

  @BeforeEach
  void open() {
    scope = new PointerScope();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2.5})
  void classGradientsAreThoseOfDifferences(double temperature) {
    ClassDistillation term = new ClassDistillation(temperature, 0.75, 2);
    Tensor student = drawn(1, 3, 2, 4, 3);
    Tensor teacher = drawn(2, 3, 2, 4, 3);
    Tensor weights = term.weights(student, teacher);
    requireGradient(student, s -> term.sum(s, teacher, weights));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 4})
  void boxGradientsAreThoseOfDifferences(double temperature) {
    LocalizationDistillation term = new LocalizationDistillation(temperature);
    Tensor teacher = drawn(2, 2, 3, 4, 5);
    Tensor weights = tensor(new double[] {0.9, 0.1, 0.5}, 3);
    requireGradient(drawn(1, 2, 3, 4, 5), s -> term.sum(s, teacher, weights));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 4})
  void featureGradientsAreThoseOfDifferences(double temperature) {
    ChannelWiseDistillation term = new ChannelWiseDistillation(temperature);
    Tensor teacher = drawn(2, 2, 2, 3, 2, 4);
    requireGradient(drawn(1, 2, 2, 3, 2, 4), s -> term.mean(s, teacher));
  }

  @Test
  void projectionGradientsAreThoseOfDifferences() {
    ChannelWiseDistillation term = new ChannelWiseDistillation(1);
    Tensor student = drawn(1, 2, 2, 3, 2, 4);
    Tensor teacher = drawn(2, 2, 2, 5, 2, 4);
    requireGradient(
        drawn(3, 1, 5, 3, 1, 1), weight -> term.mean(torch.conv2d(student, weight), teacher));
  }

  @Test
  void whoAgreesLosesNothing() {
    ClassDistillation classes = new ClassDistillation(2, 0.75, 2);
    Tensor logits = drawn(1, 40, 2, 4, 3);
    assertThat(value(classes.sum(logits, logits, classes.weights(logits, logits)))).isZero();
    Tensor sides = drawn(1, 40, 3, 4, 5);
    assertThat(value(new LocalizationDistillation(4).sum(sides, sides, tensor(new double[3], 3))))
        .isZero();
    assertThat(
            value(
                new LocalizationDistillation(4)
                    .sum(sides, sides, tensor(new double[] {1, 1, 1}, 3))))
        .isZero();
    Tensor features = drawn(1, 40, 2, 3, 2, 4);
    assertThat(value(new ChannelWiseDistillation(1).mean(features, features))).isZero();
  }

  /** Without temperature, by the formula: student 0.5, teacher 0.8. */
  @Test
  void classesByHand() {
    ClassDistillation term = new ClassDistillation(1, 0.75, 2);
    Tensor student = tensor(new double[] {0}, 1);
    Tensor teacher = tensor(new double[] {Math.log(4)}, 1);
    double weight = 0.8 + 0.75 * 0.25;
    Tensor weights = term.weights(student, teacher);
    assertThat(value(weights.sum())).isCloseTo(weight, within(1e-12));
    double expected = weight * (0.8 * Math.log(0.8 / 0.5) + 0.2 * Math.log(0.2 / 0.5));
    assertThat(value(term.sum(student, teacher, weights))).isCloseTo(expected, within(1e-12));
    assertThat(student.requires_grad()).isFalse();
  }

  /** Two bins: the teacher says 0.8 and 0.2, the student 0.5 and 0.5, for each of four sides. */
  @Test
  void boxesByHand() {
    double[] taught = new double[8];
    for (int side = 0; side < 4; side++) {
      taught[2 * side] = Math.log(4);
    }
    Tensor loss =
        new LocalizationDistillation(1)
            .sum(
                tensor(new double[8], 1, 4, 2),
                tensor(taught, 1, 4, 2),
                tensor(new double[] {0.5}, 1));
    double divergence = 0.8 * Math.log(0.8 / 0.5) + 0.2 * Math.log(0.2 / 0.5);
    assertThat(value(loss)).isCloseTo(0.5 * divergence, within(1e-12));
  }

  /** Scale by place, not by channel: an offset of a channel changes nothing. */
  @Test
  void channelsByHand() {
    Tensor student = tensor(new double[] {7, 7, 1, 1}, 1, 2, 1, 2);
    Tensor teacher = tensor(new double[] {Math.log(4), 0, 3, 3}, 1, 2, 1, 2);
    double divergence = 0.8 * Math.log(0.8 / 0.5) + 0.2 * Math.log(0.2 / 0.5);
    assertThat(value(new ChannelWiseDistillation(1).mean(student, teacher)))
        .isCloseTo(divergence / 2, within(1e-12));
  }

  /** A thousand anchors of well told background against one object that is missed. */
  @Test
  void backgroundDoesNotSwampObjects() {
    ClassDistillation term = new ClassDistillation(1, 0.75, 2);
    Tensor student = torch.full(new long[] {1001, 1}, new Scalar(-4.0)).to(ScalarType.Double);
    Tensor teacher = torch.full(new long[] {1001, 1}, new Scalar(-5.0)).to(ScalarType.Double);
    teacher.narrow(0, 0, 1).fill_(new Scalar(2.0));
    Tensor all = term.sum(student, teacher, term.weights(student, teacher));
    Tensor s = student.narrow(0, 0, 1);
    Tensor t = teacher.narrow(0, 0, 1);
    assertThat(value(term.sum(s, t, term.weights(s, t))) / value(all)).isGreaterThan(0.95);
  }

  private static void requireGradient(Tensor at, UnaryOperator<Tensor> loss) {
    Tensor leaf = at.detach().clone();
    leaf.set_requires_grad(true);
    loss.apply(leaf).backward();
    double[] found = values(leaf.grad());
    double[] numbers = values(at);
    double longest = 0;
    for (int i = 0; i < numbers.length; i++) {
      double expected =
          (shifted(at, numbers, i, STEP, loss) - shifted(at, numbers, i, -STEP, loss)) / (2 * STEP);
      assertThat(found[i]).as("gradient at %d", i).isCloseTo(expected, within(1e-8));
      longest = Math.max(longest, Math.abs(expected));
    }
    assertThat(longest).as("steepest").isGreaterThan(1e-3);
  }

  private static double shifted(
      Tensor like, double[] numbers, int index, double by, UnaryOperator<Tensor> loss) {
    double[] moved = numbers.clone();
    moved[index] += by;
    return value(loss.apply(tensor(moved, like.shape())));
  }

  private static double value(Tensor scalar) {
    return values(scalar)[0];
  }

  private static double[] values(Tensor tensor) {
    Tensor host = tensor.detach().contiguous();
    double[] values = new double[(int) host.numel()];
    new DoublePointer(host.data_ptr()).get(values);
    return values;
  }

  private static Tensor drawn(long seed, double spread, long... shape) {
    Random random = new Random(seed);
    long count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return tensor(random.doubles(count, -spread, spread).toArray(), shape);
  }

  private static Tensor tensor(double[] values, long... shape) {
    Tensor tensor = torch.empty(shape, new TensorOptions(ScalarType.Double), null);
    new DoublePointer(tensor.data_ptr()).put(values, 0, values.length);
    return tensor;
  }
}
