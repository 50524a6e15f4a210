package io.github.yolonas.train.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.loss.PPYoloELoss;
import io.github.yolonas.train.loss.PPYoloELossOptions;
import io.github.yolonas.train.network.Mode;
import io.github.yolonas.train.network.ParameterNames;
import io.github.yolonas.train.network.ParameterType;
import io.github.yolonas.train.network.TinyTraining;
import io.github.yolonas.train.network.TrainableNetwork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NativeLeakExtension.class)
class OptimizerTest {
  private static final String WEIGHT = "heads.head1.cls_pred.weight";
  private static final double RATE = 1e-3;

  private static Optimizer optimizer(String name, TrainableNetwork network) {
    List<ParameterGroup> groups = ParameterGroup.of(network, 0.01);
    return name.equals("adamw")
        ? new AdamW(groups, RATE, AdamW.Options.defaults())
        : new Sgd(groups, RATE, Sgd.Options.defaults());
  }

  private static void learn(TrainableNetwork network) {
    network.clearGradients();
    try (PointerScope scope = new PointerScope()) {
      Tensor images = TinyTraining.images(ParameterType.FP64);
      new PPYoloELoss(PPYoloELossOptions.defaults())
          .compute(network.forward(images, Mode.TRAINING), TinyTraining.targets())
          .total()
          .backward();
    }
  }

  /** The formulas as their papers have them, for one parameter with weight decay. */
  @ParameterizedTest
  @ValueSource(strings = {"adamw", "sgd"})
  void stepsAreThoseOfTheFormula(String name) {
    try (TrainableNetwork network = TinyTraining.untrained(ParameterType.FP64);
        Optimizer optimizer = optimizer(name, network)) {
      double[] expected = TinyTraining.values(network.tensor(WEIGHT));
      double[] first = new double[expected.length];
      double[] second = new double[expected.length];
      for (int step = 1; step <= 3; step++) {
        learn(network);
        double[] gradient = TinyTraining.values(network.tensor(WEIGHT).grad());
        for (int i = 0; i < expected.length; i++) {
          if (name.equals("adamw")) {
            first[i] = 0.9 * first[i] + 0.1 * gradient[i];
            second[i] = 0.999 * second[i] + 0.001 * gradient[i] * gradient[i];
            double mean = first[i] / (1 - Math.pow(0.9, step));
            double square = second[i] / (1 - Math.pow(0.999, step));
            expected[i] -= RATE * (0.01 * expected[i] + mean / (Math.sqrt(square) + 1e-8));
          } else {
            double slope = gradient[i] + 0.01 * expected[i];
            first[i] = step == 1 ? slope : 0.9 * first[i] + slope;
            expected[i] -= RATE * first[i];
          }
        }
        optimizer.step();
        assertThat(TinyTraining.values(network.tensor(WEIGHT)))
            .containsExactly(expected, within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"adamw", "sgd"})
  void goesOnFromASavedState(String name) {
    try (TrainableNetwork network = TinyTraining.untrained(ParameterType.FP64);
        Optimizer optimizer = optimizer(name, network)) {
      learn(network);
      optimizer.step();
      try (TrainableNetwork copy = network.copy();
          PointerScope scope = new PointerScope()) {
        copy.freeze(Set.of());
        try (Optimizer resumed = optimizer(name, copy)) {
          resumed.restore(optimizer.state());
          learn(network);
          optimizer.step();
          learn(copy);
          resumed.step();
          network
              .parameters()
              .forEach(
                  (key, parameter) ->
                      assertThat(TinyTraining.values(copy.tensor(key)))
                          .as(key)
                          .isEqualTo(TinyTraining.values(parameter)));
        }
      }
    }
  }

  @Test
  void aStateOfAnotherNetworkIsRefused() {
    try (TrainableNetwork network = TinyTraining.untrained(ParameterType.FP64);
        Optimizer optimizer = optimizer("sgd", network)) {
      assertThatThrownBy(() -> optimizer.restore(Map.of("head", Map.of())))
          .hasMessageContaining("found head");
    }
  }

  @Test
  void biasesAndNormsDoNotDecay() {
    try (TrainableNetwork network = TinyTraining.untrained(ParameterType.FP64)) {
      List<ParameterGroup> groups = ParameterGroup.of(network, 0.5);
      assertThat(groups).extracting(ParameterGroup::weightDecay).containsExactly(0.0, 0.5);
      assertThat(groups.get(0).parameters().keySet())
          .allMatch(name -> name.endsWith(".bias") || name.endsWith("bn.weight"))
          .contains("heads.head1.cls_pred.bias", "backbone.stem.conv.post_bn.weight");
      assertThat(groups.get(1).parameters().keySet())
          .noneMatch(ParameterNames::isBiasOrNorm)
          .contains("backbone.stage1.blocks.bottlenecks.0.alpha", WEIGHT);
      Map<String, Tensor> all = new LinkedHashMap<>(groups.get(0).parameters());
      all.putAll(groups.get(1).parameters());
      assertThat(all.keySet()).containsExactlyInAnyOrderElementsOf(network.parameters().keySet());
    }
  }

  @Test
  void partsHaveLearningRatesOfTheirOwn() {
    try (TrainableNetwork network = TinyTraining.untrained(ParameterType.FP64)) {
      List<ParameterGroup> groups = ParameterGroup.of(network, 0.1, List.of("backbone"));
      try (Sgd sgd = new Sgd(groups, RATE, Sgd.Options.defaults())) {
        sgd.setLearningRate("backbone", 0);
        double[] stem = TinyTraining.values(network.tensor("backbone.stem.conv.branch_1x1.weight"));
        double[] head = TinyTraining.values(network.tensor(WEIGHT));
        learn(network);
        sgd.step();
        assertThat(TinyTraining.values(network.tensor("backbone.stem.conv.branch_1x1.weight")))
            .isEqualTo(stem);
        assertThat(TinyTraining.values(network.tensor(WEIGHT))).isNotEqualTo(head);
        assertThat(sgd.learningRate(ParameterGroup.DEFAULT)).isEqualTo(RATE);
        assertThatThrownBy(() -> sgd.setLearningRate("neck", 1)).hasMessageContaining("neck");
        assertThatThrownBy(() -> sgd.setLearningRate(Double.NaN)).hasMessageContaining("NaN");
      }
    }
  }

  @Test
  void clippingKeepsTheDirection() {
    try (TrainableNetwork network = TinyTraining.untrained(ParameterType.FP64)) {
      learn(network);
      double[] before = TinyTraining.values(network.tensor(WEIGHT).grad());
      double norm = GradientClipping.clip(network, 1);
      double[] after = TinyTraining.values(network.tensor(WEIGHT).grad());
      assertThat(norm).isGreaterThan(2);
      for (int i = 0; i < before.length; i++) {
        assertThat(after[i]).isCloseTo(before[i] / (norm + 1e-6), within(1e-12));
      }
      assertThat(GradientClipping.clip(network, 2)).isCloseTo(1, within(1e-5));
      assertThatThrownBy(() -> GradientClipping.clip(network, 0)).hasMessageContaining("maxNorm");
    }
  }
}
