package io.github.yolonas.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.testing.NativeLeakExtension;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets and predictions that cannot be meant are refused, and the message says why. */
@ExtendWith(NativeLeakExtension.class)
class TargetBatchTest {

  @ParameterizedTest
  @CsvSource({
    "2, 0, 5, 5, 1, 1, image index: expected below 2",
    "-1, 0, 5, 5, 1, 1, image index: expected a whole number from 0",
    "0.5, 0, 5, 5, 1, 1, image index: expected a whole number from 0",
    "NaN, 0, 5, 5, 1, 1, image index: expected a whole number from 0",
    "0, -1, 5, 5, 1, 1, class: expected a whole number from 0",
    "0, 1.5, 5, 5, 1, 1, class: expected a whole number from 0",
    "0, 1, NaN, 5, 1, 1, centre: expected finite pixels",
    "0, 1, 5, Infinity, 1, 1, centre: expected finite pixels",
    "0, 1, 5, 5, -1, 1, size: expected finite pixels of 0 or more",
    "0, 1, 5, 5, 1, NaN, size: expected finite pixels of 0 or more",
  })
  void badRowsAreRefused(
      double image, double label, double cx, double cy, double w, double h, String why) {
    List<double[]> rows = List.of(new double[] {image, label, cx, cy, w, h});
    assertThatThrownBy(() -> TargetBatch.ofRows(2, rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("target 0: ")
        .hasMessageContaining(why);
  }

  @Test
  void rowsHaveSixColumns() {
    assertThatThrownBy(() -> TargetBatch.ofRows(1, List.of(new double[5])))
        .hasMessage("target 0: expected 6 columns, found 5");
  }

  @Test
  void rowsKeepTheirOrderWithinTheImage() {
    TargetBatch batch =
        TargetBatch.ofRows(
            2,
            List.of(
                new double[] {1, 2, 3, 4, 5, 6},
                new double[] {0, 1, 1, 1, 1, 1},
                new double[] {1, 0, 7, 8, 0, 0}));
    assertThat(batch.boxCount()).isEqualTo(3);
    assertThat(batch.images().get(1))
        .containsExactly(new TargetBatch.Box(2, 3, 4, 5, 6), new TargetBatch.Box(0, 7, 8, 0, 0));
  }

  @Test
  void lossRefusesLabelsThatAreNoClass() {
    try (PointerScope scope = new PointerScope()) {
      TargetBatch targets = TargetBatch.ofRows(1, List.of(new double[] {0, 3, 20, 20, 10, 10}));
      PPYoloELoss loss = new PPYoloELoss(PPYoloELossOptions.defaults());
      assertThatThrownBy(() -> loss.compute(predictions(1, 3), targets))
          .hasMessage("image 0: label: expected below the 3 classes, found 3");
      assertThatThrownBy(() -> loss.compute(predictions(2, 4), targets))
          .hasMessage("targets: expected 2 images, as are predicted, found 1");
    }
  }

  @Test
  void assignersNeedEnoughAnchors() {
    try (PointerScope scope = new PointerScope()) {
      TargetBatch targets = TargetBatch.ofRows(1, List.of(new double[] {0, 0, 20, 20, 10, 10}));
      AnchorGrid grid = new AnchorGrid(List.of(new AnchorGrid.Level(2, 4, 8)));
      Predictions few = new Predictions(torch.zeros(1, 8, 3), torch.zeros(1, 8, 68), grid);
      assertThatThrownBy(() -> new PPYoloELoss(PPYoloELossOptions.defaults()).compute(few, targets))
          .hasMessage("task-aligned assignment: expected at least 13 anchors, found 8");
      PPYoloELoss atss =
          new PPYoloELoss(PPYoloELossOptions.builder().assigner(AtssAssigner.defaults()).build());
      assertThatThrownBy(() -> atss.compute(few, targets))
          .hasMessage("ATSS assignment: expected at least 9 anchors at stride 8, found 2 × 4");
    }
  }

  @Test
  void predictionsFitTheirGrid() {
    AnchorGrid grid = new AnchorGrid(List.of(new AnchorGrid.Level(4, 4, 8)));
    try (PointerScope scope = new PointerScope()) {
      assertThatThrownBy(() -> new Predictions(torch.zeros(1, 15, 3), torch.zeros(1, 15, 68), grid))
          .hasMessageContaining("expected logits [N, 16, classes]")
          .hasMessageContaining("[1, 15, 3]");
      assertThatThrownBy(() -> new Predictions(torch.zeros(1, 16, 3), torch.zeros(1, 16, 67), grid))
          .hasMessageContaining("[1, 16, 67]");
    }
  }

  private static Predictions predictions(int images, int classes) {
    AnchorGrid grid = new AnchorGrid(List.of(new AnchorGrid.Level(4, 4, 8)));
    return new Predictions(torch.zeros(images, 16, classes), torch.zeros(images, 16, 68), grid);
  }
}
