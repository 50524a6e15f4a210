package io.github.yolonas.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.loss.DetectionLoss;
import io.github.yolonas.train.loss.LossCase;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The loss of the whole tiny network, and how it reaches the parameters, in evaluation mode. */
@ExtendWith(NativeLeakExtension.class)
class TinyGradientParityTest {

  static Stream<LossCase> cases() {
    return LossCase.tiny();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsAreTheOriginals(LossCase expected) {
    double tolerance = expected.doublePrecision() ? 1e-8 : 1e-4;
    try (TrainableNetwork network = network(expected);
        PointerScope scope = new PointerScope()) {
      Tensor images = TinyTraining.images(type(expected));
      DetectionLoss loss =
          expected.loss().compute(network.forward(images, Mode.EVALUATION), TinyTraining.targets());
      loss.total().backward();
      JsonNode json = expected.json();
      DetectionLoss.Values values = loss.values();
      close("loss", values.total(), json.get("loss"), tolerance);
      close("cls", values.classification(), json.get("loss_cls"), tolerance);
      close("iou", values.iou(), json.get("loss_iou"), tolerance);
      close("dfl", values.dfl(), json.get("loss_dfl"), tolerance);
      for (Map.Entry<String, JsonNode> entry : json.get("param_grads").properties()) {
        gradient(network, entry.getKey(), entry.getValue(), tolerance);
      }
    }
  }

  private static void gradient(
      TrainableNetwork network, String name, JsonNode expected, double tolerance) {
    Tensor gradient = network.tensor(name).grad();
    double norm = expected.get("norm").asDouble();
    if (norm < 1e-9) {
      assertThat(TinyTraining.norm(gradient)).as(name).isLessThan(1e-8);
      return;
    }
    close(name, TinyTraining.norm(gradient), expected.get("norm"), 10 * tolerance);
    double[] values = TinyTraining.values(gradient);
    for (int i = 0; i < expected.get("first3").size(); i++) {
      assertThat(values[i])
          .as(name)
          .isCloseTo(expected.get("first3").get(i).asDouble(), within(10 * tolerance * norm));
    }
  }

  private static TrainableNetwork network(LossCase expected) {
    String model = expected.json().get("model").asText();
    return model.equals("formula")
        ? TinyTraining.generated(type(expected))
        : TinyTraining.load(model, NetworkOptions.builder().parameterType(type(expected)).build());
  }

  private static ParameterType type(LossCase expected) {
    return expected.doublePrecision() ? ParameterType.FP64 : ParameterType.FP32;
  }

  private static void close(String what, double found, JsonNode expected, double tolerance) {
    double truth = expected.asDouble();
    assertThat(found).as(what).isCloseTo(truth, within(tolerance * Math.abs(truth)));
  }
}
