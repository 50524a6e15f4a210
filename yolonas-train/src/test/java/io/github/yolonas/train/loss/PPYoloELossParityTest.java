package io.github.yolonas.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Totals, components, gradients and assigned anchors against the original's, case by case. */
@ExtendWith(NativeLeakExtension.class)
class PPYoloELossParityTest {

  static Stream<LossCase> cases() {
    return LossCase.modelFree();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lossIsTheOriginals(LossCase expected) {
    try (PointerScope scope = new PointerScope()) {
      Predictions predictions = expected.predictions();
      DetectionLoss loss = expected.loss().compute(predictions, expected.targets());
      loss.total().backward();
      double tolerance = expected.doublePrecision() ? 1e-8 : 2e-6;
      DetectionLoss.Values values = loss.values();
      JsonNode json = expected.json();
      close("loss", values.total(), json.get("loss"), tolerance);
      close("cls", values.classification(), json.get("loss_cls"), tolerance);
      close("iou", values.iou(), json.get("loss_iou"), tolerance);
      close("dfl", values.dfl(), json.get("loss_dfl"), tolerance);
      gradient(predictions.clsLogits(), json.get("grad_cls_logits"), tolerance);
      gradient(predictions.regDistri(), json.get("grad_reg_distri"), tolerance);
    }
  }

  private static void gradient(Tensor leaf, JsonNode expected, double tolerance) {
    Tensor gradient = leaf.grad().to(ScalarType.Double).contiguous();
    double[] found = new double[(int) gradient.numel()];
    new DoublePointer(gradient.data_ptr()).get(found);
    double norm = Math.sqrt(Arrays.stream(found).map(g -> g * g).sum());
    close("gradient norm", norm, expected.get("norm"), tolerance);
    at(found, expected.get("idx"), expected.get("values"), norm * tolerance);
    at(found, expected.get("top_idx"), expected.get("top_values"), norm * tolerance);
  }

  private static void at(double[] found, JsonNode indices, JsonNode values, double tolerance) {
    for (int i = 0; i < indices.size(); i++) {
      int index = indices.get(i).asInt();
      assertThat(found[index])
          .as("gradient at %d", index)
          .isCloseTo(values.get(i).asDouble(), within(tolerance + 1e-12));
    }
  }

  private static void close(String what, double found, JsonNode expected, double tolerance) {
    double truth = expected.asDouble();
    assertThat(found)
        .as(what)
        .isCloseTo(truth, within(tolerance * Math.max(1e-3, Math.abs(truth))));
  }

  static Stream<LossCase> casesWithAnchors() {
    return LossCase.modelFree().filter(each -> each.json().has("assigner"));
  }

  @ParameterizedTest
  @MethodSource("casesWithAnchors")
  void assignedAnchorsAreTheOriginals(LossCase expected) {
    try (PointerScope scope = new PointerScope()) {
      AssignmentResult assigned =
          expected.loss().assign(expected.predictions(), expected.targets());
      JsonNode truth = expected.json().get("assigner");
      int anchors = (int) assigned.labels().size(1);
      long[] labels = new long[2 * anchors];
      new LongPointer(assigned.labels().contiguous().data_ptr()).get(labels);
      double[] scores = new double[2 * anchors];
      new DoublePointer(assigned.scores().to(ScalarType.Double).contiguous().data_ptr())
          .get(scores);
      List<String> found = new ArrayList<>();
      for (int i = 0; i < labels.length; i++) {
        if (labels[i] < 3) {
          found.add(i / anchors + " " + i % anchors + " " + labels[i]);
        }
      }
      List<String> wanted = new ArrayList<>();
      for (JsonNode row : truth.get("positives")) {
        double[] values = ReferenceData.doubles(row);
        wanted.add("%d %d %d".formatted((int) values[0], (int) values[1], (int) values[2]));
        assertThat(scores[(int) (values[0] * anchors + values[1])])
            .isCloseTo(values[3], within(2e-6 * Math.max(1e-3, values[3])));
      }
      assertThat(found).containsExactlyElementsOf(wanted);
    }
  }
}
