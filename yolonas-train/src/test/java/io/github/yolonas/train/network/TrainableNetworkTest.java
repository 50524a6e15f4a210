package io.github.yolonas.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.Device;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointMetadata;
import io.github.yolonas.checkpoint.CheckpointWriter;
import io.github.yolonas.checkpoint.StateDict;
import io.github.yolonas.model.WeightsException;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.loss.DetectionLoss;
import io.github.yolonas.train.loss.PPYoloELoss;
import io.github.yolonas.train.loss.PPYoloELossOptions;
import io.github.yolonas.train.loss.Predictions;
import io.github.yolonas.train.optim.ParameterGroup;
import io.github.yolonas.train.optim.Sgd;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NativeLeakExtension.class)
class TrainableNetworkTest {
  private static final PPYoloELoss LOSS = new PPYoloELoss(PPYoloELossOptions.defaults());

  /** Of all kinds, beside what the test of freezing freezes. */
  private static final List<String> LEARNING =
      List.of(
          "neck.neck1.upsample.weight",
          "neck.neck1.blocks.bottlenecks.0.alpha",
          "neck.neck2.conv.conv.weight",
          "neck.neck2.conv.bn.bias",
          "neck.neck2.conv.bn.running_mean",
          "neck.neck2.conv.bn.num_batches_tracked",
          "heads.head1.cls_pred.bias");

  private static double learn(TrainableNetwork network) {
    try (PointerScope scope = new PointerScope()) {
      Tensor images = TinyTraining.images(ParameterType.FP32);
      DetectionLoss loss =
          LOSS.compute(network.forward(images, Mode.TRAINING), TinyTraining.targets());
      loss.total().backward();
      return loss.values().total();
    }
  }

  private static Map<String, double[]> snapshot(TrainableNetwork network) {
    return network.state().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> TinyTraining.values(e.getValue())));
  }

  @Test
  void aPassAlsoGivesWhatTheHeadsRead() {
    try (TrainableNetwork network = TinyTraining.untrained(ParameterType.FP32);
        PointerScope scope = new PointerScope()) {
      Tensor images = TinyTraining.images(ParameterType.FP32);
      Predictions expected = network.forward(images, Mode.EVALUATION);
      NetworkOutput found = network.pass(images, Mode.EVALUATION);
      assertThat(found.predictions().clsLogits().equal(expected.clsLogits())).isTrue();
      assertThat(found.predictions().regDistri().equal(expected.regDistri())).isTrue();
      assertThat(found.features()).hasSize(3);
      for (int i = 0; i < 3; i++) {
        int stride = 8 << i;
        assertThat(found.features().get(i).shape())
            .containsExactly(2, network.featureChannels().get(i), 160 / stride, 192 / stride);
        assertThat(found.features().get(i).requires_grad()).isTrue();
      }
      assertThat(network.bins()).isEqualTo(17);
    }
  }

  @Test
  void everyParameterButThePlaceholdersGetsAGradient() {
    try (TrainableNetwork network = TinyTraining.untrained(ParameterType.FP32)) {
      learn(network);
      Set<String> without =
          network.parameters().entrySet().stream()
              .filter(each -> !each.getValue().grad().defined())
              .map(Map.Entry::getKey)
              .collect(Collectors.toSet());
      assertThat(without).hasSize(38).allMatch(ParameterNames::isPlaceholder);
      assertThat(network.parameters().values().stream().mapToLong(Tensor::numel).sum())
          .isEqualTo(58_872);
      network.clearGradients();
      assertThat(network.parameters().values()).noneMatch(each -> each.grad().defined());
    }
  }

  @Test
  void trainingMovesRunningStatisticsAndEvaluationDoesNot() {
    try (TrainableNetwork network = TinyTraining.untrained(ParameterType.FP32);
        PointerScope scope = new PointerScope()) {
      Tensor images = TinyTraining.images(ParameterType.FP32);
      Map<String, double[]> before = snapshot(network);
      network.forward(images, Mode.EVALUATION);
      assertThat(snapshot(network)).allSatisfy((n, v) -> assertThat(v).isEqualTo(before.get(n)));
      network.forward(images, Mode.TRAINING);
      snapshot(network)
          .forEach(
              (name, values) -> {
                if (ParameterNames.isParameter(name)) {
                  assertThat(values).as(name).isEqualTo(before.get(name));
                } else {
                  assertThat(values).as(name).isNotEqualTo(before.get(name));
                }
              });
    }
  }

  @Test
  void whatIsFrozenStaysAsItIs() {
    try (TrainableNetwork network = TinyTraining.untrained(ParameterType.FP32)) {
      network.freeze(Set.of("backbone", "neck.neck1.conv"));
      Map<String, double[]> before = snapshot(network);
      try (Sgd sgd = new Sgd(ParameterGroup.of(network, 0.1), 0.1, Sgd.Options.defaults())) {
        learn(network);
        sgd.step();
      }
      Map<String, double[]> after = snapshot(network);
      for (String name : after.keySet()) {
        if (name.startsWith("backbone.") || name.startsWith("neck.neck1.conv.")) {
          assertThat(after.get(name)).as(name).isEqualTo(before.get(name));
        }
      }
      for (String name : LEARNING) {
        assertThat(after.get(name)).as(name).isNotEqualTo(before.get(name));
      }
      network.freeze(Set.of());
      assertThat(network.parameters().values()).allMatch(Tensor::requires_grad);
      learn(network);
      assertThat(network.tensor("backbone.stem.conv.post_bn.weight").grad().defined()).isTrue();
    }
  }

  @Test
  void frozenPartsMustExist() {
    try (TrainableNetwork network = TinyTraining.untrained(ParameterType.FP32)) {
      assertThatThrownBy(() -> network.freeze(Set.of("backbon"))).hasMessageContaining("'backbon'");
      assertThat(network.frozen()).isEmpty();
    }
  }

  @Test
  void anotherNumberOfClassesReplacesTheClassPredictionsAlone() {
    NetworkOptions five = NetworkOptions.builder().numClasses(5).seed(7).build();
    try (TrainableNetwork old = TinyTraining.load("ckpt_latest.pth", NetworkOptions.defaults());
        TrainableNetwork network = TinyTraining.load("ckpt_latest.pth", five);
        TrainableNetwork again = TinyTraining.load("ckpt_latest.pth", five)) {
      assertThat(network.numClasses()).isEqualTo(5);
      Map<String, double[]> before = snapshot(old);
      Map<String, double[]> repeated = snapshot(again);
      snapshot(network)
          .forEach(
              (name, values) -> {
                assertThat(values).as(name).isEqualTo(repeated.get(name));
                if (name.contains("cls_pred")) {
                  assertThat(values.length * 3)
                      .isEqualTo(before.getOrDefault(name, new double[0]).length * 5);
                } else {
                  assertThat(values).as(name).isEqualTo(before.get(name));
                }
              });
      assertThat(learn(network)).isFinite();
    }
  }

  @Test
  void newClassPredictionsAreDistributedAsTheOld() {
    NetworkOptions many = NetworkOptions.builder().numClasses(400).seed(1).build();
    String weight = "heads.head1.cls_pred.weight";
    try (TrainableNetwork old = TinyTraining.load("ckpt_latest.pth", NetworkOptions.defaults());
        TrainableNetwork network = TinyTraining.load("ckpt_latest.pth", many);
        PointerScope scope = new PointerScope()) {
      double deviation = old.tensor(weight).std(true).item_float();
      assertThat(network.tensor(weight).std(true).item_float() / deviation).isBetween(0.97, 1.03);
      assertThat(
              network.tensor(weight).mean().item_float() - old.tensor(weight).mean().item_float())
          .isBetween((float) (-0.05 * deviation), (float) (0.05 * deviation));
    }
  }

  @Test
  void aCheckpointMadeFromItHasTheSameNamesAndNumbers(@TempDir Path folder) {
    Path file = folder.resolve("copy.pth");
    try (TrainableNetwork network = TinyTraining.untrained(ParameterType.FP32)) {
      CheckpointWriter.write(file, network.stateDict(), CheckpointMetadata.none());
      Map<String, double[]> before = snapshot(network);
      try (Checkpoint checkpoint = Checkpoint.open(file);
          TrainableNetwork again = TrainableNetwork.load(checkpoint, NetworkOptions.defaults())) {
        assertThat(again.state().keySet()).containsExactlyElementsOf(network.state().keySet());
        assertThat(snapshot(again)).allSatisfy((n, v) -> assertThat(v).isEqualTo(before.get(n)));
      }
    }
  }

  @Test
  void aCopyHasTensorsOfItsOwn() {
    try (TrainableNetwork network = TinyTraining.untrained(ParameterType.FP32);
        TrainableNetwork copy = network.copy()) {
      Map<String, double[]> before = snapshot(network);
      learn(network);
      assertThat(snapshot(copy)).allSatisfy((n, v) -> assertThat(v).isEqualTo(before.get(n)));
      assertThat(copy.parameters().values()).noneMatch(Tensor::requires_grad);
    }
  }

  @Test
  void imagesOfAnotherKindAreRefused() {
    try (TrainableNetwork network = TinyTraining.untrained(ParameterType.FP32);
        PointerScope scope = new PointerScope()) {
      for (long[] shape :
          List.of(
              new long[] {3, 64, 64},
              new long[] {1, 4, 64, 64},
              new long[] {1, 3, 64, 65},
              new long[] {1, 3, 0, 64})) {
        assertThatThrownBy(() -> network.forward(torch.zeros(shape), Mode.TRAINING))
            .hasMessageStartingWith("images: expected [N, 3, H, W]");
      }
      Tensor doubles = TinyTraining.images(ParameterType.FP64);
      assertThatThrownBy(() -> network.forward(doubles, Mode.TRAINING))
          .hasMessage(
              "images: expected numbers of type Float, as the parameters are, found Double");
      assertThatThrownBy(() -> network.tensor("head")).hasMessageContaining("'head'");
    }
  }

  @Test
  void afterCloseItSaysSo() {
    TrainableNetwork network = TinyTraining.untrained(ParameterType.FP32);
    network.close();
    network.close();
    assertThatThrownBy(network::parameters)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("init_state_dict.pth is closed");
  }

  @Test
  void fusedCheckpointsCannotLearn(@TempDir Path folder) {
    try (TrainableNetwork network = TinyTraining.untrained(ParameterType.FP32)) {
      StateDict.Builder fused = StateDict.builder();
      network.stateDict().stream()
          .filter(tensor -> !tensor.name().contains("branch_"))
          .forEach(fused::add);
      Path file = folder.resolve("fused.pth");
      CheckpointWriter.write(file, fused.build(), CheckpointMetadata.none());
      try (Checkpoint checkpoint = Checkpoint.open(file)) {
        assertThatThrownBy(() -> TrainableNetwork.load(checkpoint, NetworkOptions.defaults()))
            .isInstanceOf(WeightsException.class)
            .hasMessageContaining("fused");
      }
    }
  }

  @Test
  void autocastComputesInHalfTheBitsAndEnds() {
    try (TrainableNetwork network = TinyTraining.untrained(ParameterType.FP32);
        PointerScope scope = new PointerScope()) {
      Tensor images = TinyTraining.images(ParameterType.FP32);
      Predictions exact = network.forward(images, Mode.TRAINING);
      Predictions rough;
      try (Autocast bf16 = Autocast.bf16(Device.cpu())) {
        rough = network.forward(images, Mode.TRAINING);
      }
      double[] wanted = TinyTraining.values(exact.clsLogits());
      double[] found = TinyTraining.values(rough.clsLogits());
      assertThat(found).isNotEqualTo(wanted);
      double difference = 0;
      for (int i = 0; i < found.length; i++) {
        difference += Math.abs(found[i] - wanted[i]) / found.length;
      }
      assertThat(difference).isLessThan(0.05);
      DetectionLoss loss = LOSS.compute(rough, TinyTraining.targets());
      loss.total().backward();
      assertThat(loss.values().total()).isBetween(4.4, 4.7);
      Predictions after = network.forward(images, Mode.TRAINING);
      assertThat(TinyTraining.values(after.clsLogits())).isEqualTo(wanted);
    }
  }

  @Test
  void manyStepsLeaveNothingBehind() {
    try (TrainableNetwork network = TinyTraining.untrained(ParameterType.FP32);
        Sgd sgd = new Sgd(ParameterGroup.of(network, 0), 1e-4, Sgd.Options.defaults())) {
      learn(network);
      sgd.step();
      long objects = Pointer.totalCount();
      long bytes = Pointer.physicalBytes();
      for (int i = 0; i < 60; i++) {
        network.clearGradients();
        learn(network);
        sgd.step();
      }
      assertThat(Pointer.totalCount()).isEqualTo(objects);
      assertThat(Pointer.physicalBytes() - bytes).isLessThan(200L << 20);
    }
  }
}
