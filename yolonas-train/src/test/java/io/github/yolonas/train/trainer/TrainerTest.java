package io.github.yolonas.train.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.YoloNas;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.network.TrainableNetwork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NativeLeakExtension.class)
class TrainerTest {
  private static final ColouredBoxes IMAGES = new ColouredBoxes(8, 1);

  /** As an overflow would be. */
  private static final AuxiliaryLoss INFINITE =
      (images, student, targets) ->
          student.predictions().clsLogits().sum().mul(new Scalar(Double.POSITIVE_INFINITY));

  @TempDir private Path folder;

  @Test
  void accumulatedBatchesMakeOneStep() {
    List<StepReport> steps =
        SmallTraining.run(folder, SmallTraining.options(2).accumulate(2).build(), false).steps();
    assertThat(steps).hasSize(4);
    assertThat(steps.get(0).gradientNorm()).isNaN();
    assertThat(steps.get(1).gradientNorm()).isPositive();
    assertThat(steps.get(2).gradientNorm()).isNaN();
  }

  @Test
  void frozenLayersStayAsTheyWere() {
    try (TrainableNetwork network = SmallTraining.network();
        PointerScope scope = new PointerScope()) {
      String frozen = "backbone.stem.conv.branch_3x3.conv.weight";
      String free = "heads.head1.cls_pred.weight";
      Tensor stem = network.tensor(frozen).detach().clone();
      Tensor head = network.tensor(free).detach().clone();
      trainer(network, SmallTraining.options(1).frozen(Set.of("backbone")).build()).build().train();
      assertThat(network.tensor(frozen).equal(stem)).isTrue();
      assertThat(network.tensor(free).equal(head)).isFalse();
    }
  }

  @Test
  void aBadGradientStopsAndTellsWhere() {
    try (TrainableNetwork network = SmallTraining.network();
        PointerScope scope = new PointerScope()) {
      Tensor before = network.tensor("heads.head1.cls_pred.weight").detach().clone();
      Tensor mean = network.tensor("heads.head1.stem.seq.bn.running_mean").clone();
      Trainer trainer =
          trainer(network, SmallTraining.options(1).build()).auxiliaryLoss(INFINITE).build();
      assertThatThrownBy(trainer::train)
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("epoch 0, batch 0: expected a finite loss and gradient")
          .hasMessageContaining("The parameters are as before the batch");
      assertThat(network.tensor("heads.head1.cls_pred.weight").equal(before)).isTrue();
      assertThat(network.tensor("heads.head1.stem.seq.bn.running_mean").equal(mean)).isTrue();
    }
  }

  @Test
  void badBatchesAreSkippedWhereAllowed() {
    List<Integer> calls = new ArrayList<>();
    AuxiliaryLoss second =
        (images, student, targets) -> {
          calls.add(calls.size());
          return calls.size() == 2
              ? INFINITE.compute(images, student, targets)
              : torch.zeros(new long[0]);
        };
    SmallTraining.Losses losses = new SmallTraining.Losses();
    try (TrainableNetwork network = SmallTraining.network()) {
      TrainingSummary summary =
          trainer(network, SmallTraining.options(2).badLoss(BadLossPolicy.SKIP).build())
              .auxiliaryLoss(second)
              .listener(losses)
              .build()
              .train();
      assertThat(summary.skipped()).isEqualTo(1);
      assertThat(losses.steps())
          .extracting(StepReport::skipped)
          .containsExactly(false, true, false, false);
    }
  }

  @Test
  void endlessBadBatchesEndATraining() {
    try (TrainableNetwork network = SmallTraining.network()) {
      Trainer trainer =
          trainer(network, SmallTraining.options(20).badLoss(BadLossPolicy.SKIP).build())
              .auxiliaryLoss(INFINITE)
              .build();
      assertThatThrownBy(trainer::train).hasMessageContaining("20 bad batches in a row");
    }
  }

  @Test
  void endsWhenItGetsNoBetter() {
    try (TrainableNetwork network = SmallTraining.network()) {
      TrainingSummary summary =
          trainer(
                  network,
                  SmallTraining.options(9)
                      .optimizer(OptimizerOptions.adamW(1e-9))
                      .validateEvery(1)
                      .patience(2)
                      .build())
              .validation(IMAGES)
              .build()
              .train();
      assertThat(summary.reason()).isEqualTo(StopReason.NO_IMPROVEMENT);
      assertThat(summary.epochs()).isLessThan(9);
    }
  }

  @Test
  void theBestAreAveraged() {
    try (TrainableNetwork network = SmallTraining.network()) {
      trainer(network, SmallTraining.options(4).validateEvery(1).averageBest(2).build())
          .validation(IMAGES)
          .build()
          .train();
    }
    assertThat(folder.resolve("candidates").toFile().list()).hasSize(2);
    try (YoloNas average = YoloNas.load(folder.resolve("average.pth"))) {
      assertThat(average.classNames()).isEqualTo(IMAGES.classNames());
    }
  }

  @Test
  void classesMustAgree() {
    try (TrainableNetwork network = SmallTraining.network()) {
      ColouredBoxes others = new ColouredBoxes(8, 1, List.of("red", "green"));
      assertThatThrownBy(
              () -> Trainer.builder(network, SmallTraining.loader(others), folder).build())
          .hasMessage("network: expected 2 classes, as the data set has, found 3");
    }
  }

  @Test
  void withoutAnAverageTheNetworkItselfIsSaved() {
    SmallTraining.run(folder, SmallTraining.options(1).ema(Optional.empty()).build(), false);
    assertThat(folder.resolve("last.pth")).exists();
  }

  @Test
  void memoryIsFlat() {
    TrainerOptions options = SmallTraining.options(30).build();
    List<Long> counts = new ArrayList<>();
    try (TrainableNetwork network = SmallTraining.network()) {
      trainer(network, options)
          .listener(
              new TrainingListener() {
                @Override
                public void epoch(EpochReport report) {
                  counts.add(Pointer.totalCount());
                }
              })
          .build()
          .train();
    }
    assertThat(counts.subList(2, 30)).containsOnly(counts.get(2));
  }

  private Trainer.Builder trainer(TrainableNetwork network, TrainerOptions options) {
    return Trainer.builder(network, SmallTraining.loader(IMAGES), folder).options(options);
  }
}
