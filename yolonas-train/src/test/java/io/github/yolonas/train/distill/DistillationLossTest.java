package io.github.yolonas.train.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.yolonas.Variant;
import io.github.yolonas.runtime.CoreBudget;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.loss.TargetBatch;
import io.github.yolonas.train.network.Mode;
import io.github.yolonas.train.network.NetworkOptions;
import io.github.yolonas.train.network.NetworkOutput;
import io.github.yolonas.train.network.NetworkSpec;
import io.github.yolonas.train.network.ParameterType;
import io.github.yolonas.train.network.TrainableNetwork;
import io.github.yolonas.train.optim.AdamW;
import io.github.yolonas.train.optim.ParameterGroup;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NativeLeakExtension.class)
class DistillationLossTest {
  /** New networks are sure of nothing: let them teach boxes nevertheless. */
  private static final DistillationOptions OPTIONS =
      DistillationOptions.builder().leastScore(0).build();

  static TrainableNetwork network(double width, int classes, long seed) {
    return TrainableNetwork.create(
        new NetworkSpec(Variant.S, width, 0.2, classes),
        NetworkOptions.builder().seed(seed).build());
  }

  private static Tensor images() {
    long numbers = 2 * 3 * 64 * 64;
    return torch.arange(new Scalar(numbers)).mul(new Scalar(0.37)).sin().abs().view(2, 3, 64, 64);
  }

  /**
   * A network whose batch norms have seen images: what a new one says in evaluation hardly depends
   * on them.
   */
  private static TrainableNetwork seasoned(double width, long seed) {
    TrainableNetwork network = network(width, 3, seed);
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor images = images();
      for (int i = 0; i < 60; i++) {
        network.forward(images, Mode.TRAINING);
      }
    }
    return network;
  }

  private static List<Double> values(DistillationTerms terms) {
    return List.of(
        terms.classes().item_double(), terms.boxes().item_double(), terms.features().item_double());
  }

  @Test
  void whoIsItsOwnTeacherLosesNothing() {
    try (PointerScope scope = new PointerScope();
        TrainableNetwork network = seasoned(0.17, 1);
        DistillationLoss loss = DistillationLoss.of(network, network, OPTIONS)) {
      NetworkOutput student = network.pass(images(), Mode.EVALUATION);
      assertThat(values(loss.terms(images(), student)))
          .allSatisfy(term -> assertThat(term).isCloseTo(0, within(1e-7)));
      assertThat(loss.parameters()).hasSize(3);
    }
  }

  @Test
  void whoDiffersLosesInEveryTerm() {
    try (PointerScope scope = new PointerScope();
        TrainableNetwork teacher = seasoned(0.17, 1);
        TrainableNetwork network = seasoned(0.17, 2);
        DistillationLoss loss = DistillationLoss.of(teacher, network, OPTIONS)) {
      NetworkOutput student = network.pass(images(), Mode.EVALUATION);
      DistillationTerms terms = loss.terms(images(), student);
      assertThat(values(terms)).allSatisfy(term -> assertThat(term).isGreaterThan(1e-4));
      double sum = values(terms).stream().mapToDouble(Double::doubleValue).sum();
      assertThat(loss.compute(images(), student, new TargetBatch(List.of(List.of()))).item_double())
          .isCloseTo(sum, within(1e-5 * sum));
    }
  }

  @Test
  void whatWeighsNothingIsNotThere() {
    DistillationOptions boxes =
        DistillationOptions.builder().leastScore(0).classWeight(0).featureWeight(0).build();
    DistillationOptions twice =
        DistillationOptions.builder()
            .leastScore(0)
            .classWeight(0)
            .featureWeight(0)
            .boxWeight(2 * boxes.boxWeight())
            .build();
    try (PointerScope scope = new PointerScope();
        TrainableNetwork teacher = network(0.17, 3, 1);
        TrainableNetwork network = network(0.25, 3, 2);
        DistillationLoss once = DistillationLoss.of(teacher, network, boxes);
        DistillationLoss more = DistillationLoss.of(teacher, network, twice)) {
      NetworkOutput student = network.pass(images(), Mode.EVALUATION);
      List<Double> terms = values(once.terms(images(), student));
      assertThat(terms.get(0)).isZero();
      assertThat(terms.get(2)).isZero();
      assertThat(values(more.terms(images(), student)).get(1))
          .isCloseTo(2 * terms.get(1), within(1e-6));
      assertThat(once.parameters()).isEmpty();
    }
  }

  /** A teacher that is sure of nothing has nothing to say of boxes; nothing becomes NaN by it. */
  @Test
  void anUnsureTeacherTeachesNoBoxes() {
    DistillationOptions options = DistillationOptions.builder().leastScore(0.9).build();
    try (PointerScope scope = new PointerScope();
        TrainableNetwork teacher = network(0.17, 3, 1);
        TrainableNetwork network = network(0.17, 3, 2);
        DistillationLoss loss = DistillationLoss.of(teacher, network, options)) {
      DistillationTerms terms = loss.terms(images(), network.pass(images(), Mode.TRAINING));
      assertThat(values(terms).get(1)).isZero();
      terms.total().backward();
      assertThat(gradient(network, "heads.head1.cls_pred.weight")).isFinite().isPositive();
      assertThat(gradient(network, "heads.head1.reg_pred.weight")).isZero();
    }
  }

  private static double gradient(TrainableNetwork network, String parameter) {
    return network.tensor(parameter).grad().abs().sum().item_double();
  }

  @Test
  void gradientsGoToTheStudentAndTheProjectionsAlone() {
    try (PointerScope scope = new PointerScope();
        TrainableNetwork teacher = network(0.34, 3, 1);
        TrainableNetwork network = network(0.17, 3, 2);
        DistillationLoss loss = DistillationLoss.of(teacher, network, OPTIONS)) {
      Tensor before = teacher.tensor("backbone.stem.conv.branch_3x3.conv.weight").clone();
      loss.terms(images(), network.pass(images(), Mode.TRAINING)).total().backward();
      for (String part : List.of("backbone.stem.conv.branch_3x3.conv", "heads.head3.reg_pred")) {
        assertThat(gradient(network, part + ".weight")).isFinite().isPositive();
      }
      loss.parameters()
          .values()
          .forEach(p -> assertThat(p.grad().abs().sum().item_double()).isFinite().isPositive());
      assertThat(new ArrayList<>(loss.parameters().values()).get(1).shape())
          .containsExactly(
              teacher.featureChannels().get(1), network.featureChannels().get(1), 1, 1);
      Tensor weight = teacher.tensor("backbone.stem.conv.branch_3x3.conv.weight");
      assertThat(weight.grad().defined()).isFalse();
      assertThat(weight.equal(before)).isTrue();
    }
  }

  @Test
  void teachingAloneBringsTheStudentNearer() {
    List<List<Double>> losses = new ArrayList<>();
    try (TrainableNetwork teacher = seasoned(0.34, 1);
        TrainableNetwork network = network(0.17, 3, 2);
        DistillationLoss loss = DistillationLoss.of(teacher, network, OPTIONS)) {
      List<ParameterGroup> groups = new ArrayList<>(ParameterGroup.of(network, 0));
      groups.add(new ParameterGroup(ParameterGroup.DEFAULT, 0, loss.parameters()));
      try (AdamW optimizer = new AdamW(groups, 3e-3, AdamW.Options.defaults())) {
        for (int i = 0; i < 25; i++) {
          losses.add(CoreBudget.pass(1, () -> step(network, loss, optimizer)));
        }
      }
    }
    for (int term = 0; term < 3; term++) {
      assertThat(losses.get(24).get(term))
          .as("term %d", term)
          .isLessThan(0.6 * losses.get(0).get(term));
    }
  }

  private static List<Double> step(
      TrainableNetwork network, DistillationLoss loss, AdamW optimizer) {
    try (PointerScope scope = new PointerScope()) {
      DistillationTerms terms = loss.terms(images(), network.pass(images(), Mode.TRAINING));
      terms.total().backward();
      optimizer.step();
      network.clearGradients();
      loss.parameters().values().forEach(parameter -> parameter.mutable_grad().reset());
      return values(terms);
    }
  }

  @Test
  void memoryIsFlat() {
    List<Long> counts = new ArrayList<>();
    try (TrainableNetwork teacher = network(0.25, 3, 1);
        TrainableNetwork network = network(0.17, 3, 2);
        DistillationLoss loss = DistillationLoss.of(teacher, network, OPTIONS)) {
      for (int i = 0; i < 5; i++) {
        try (PointerScope scope = new PointerScope()) {
          Tensor images = images();
          NetworkOutput student = network.pass(images, Mode.TRAINING);
          long before = Pointer.totalCount();
          loss.compute(images, student, new TargetBatch(List.of(List.of())));
          counts.add(Pointer.totalCount() - before);
        }
      }
    }
    assertThat(counts).containsOnly(1L);
  }

  @Test
  void aTeacherInBf16SaysNearlyTheSame() {
    DistillationOptions bf16 = DistillationOptions.builder().leastScore(0).bf16(true).build();
    try (PointerScope scope = new PointerScope();
        TrainableNetwork teacher = seasoned(0.25, 1);
        TrainableNetwork network = seasoned(0.17, 2);
        DistillationLoss exact = DistillationLoss.of(teacher, network, OPTIONS);
        DistillationLoss fast = DistillationLoss.of(teacher, network, bf16)) {
      NetworkOutput student = network.pass(images(), Mode.EVALUATION);
      List<Double> expected = values(exact.terms(images(), student));
      List<Double> found = values(fast.terms(images(), student));
      assertThat(found).isNotEqualTo(expected);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(found.get(i)).isCloseTo(expected.get(i), within(0.05 * expected.get(i)));
      }
    }
  }

  @Test
  void anotherTeacherHasAnotherDescription() {
    try (TrainableNetwork one = network(0.17, 3, 1);
        TrainableNetwork two = network(0.17, 3, 2);
        DistillationLoss first = DistillationLoss.of(one, two, OPTIONS);
        DistillationLoss again = DistillationLoss.of(one, two, OPTIONS);
        DistillationLoss other = DistillationLoss.of(two, one, OPTIONS)) {
      assertThat(first.description()).isEqualTo(again.description()).contains("leastScore=0.0");
      assertThat(other.description()).isNotEqualTo(first.description());
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    try (PointerScope scope = new PointerScope();
        TrainableNetwork student = network(0.17, 3, 1);
        TrainableNetwork others = network(0.17, 2, 1);
        TrainableNetwork exact =
            TrainableNetwork.create(
                new NetworkSpec(Variant.S, 0.17, 0.2, 3),
                NetworkOptions.builder().parameterType(ParameterType.FP64).build())) {
      assertThatThrownBy(() -> DistillationLoss.of(others, student, OPTIONS))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("teacher: expected classes as the student has, 3, found 2");
      assertThatThrownBy(() -> DistillationLoss.of(exact, student, OPTIONS))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("teacher: expected a number format as the student has, Float, found Double");
      DistillationLoss loss = DistillationLoss.of(student, student, OPTIONS);
      NetworkOutput other = others.pass(images(), Mode.EVALUATION);
      assertThatThrownBy(() -> loss.terms(images(), other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("student: expected class logits of shape [2, 84, 3]")
          .hasMessageContaining("found [2, 84, 2]");
      loss.close();
      loss.close();
      NetworkOutput own = student.pass(images(), Mode.EVALUATION);
      assertThatThrownBy(() -> loss.terms(images(), own))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the distillation loss is closed");
    }
  }
}
