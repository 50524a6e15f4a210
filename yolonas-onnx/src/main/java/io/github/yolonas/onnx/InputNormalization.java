package io.github.yolonas.onnx;

import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.preprocess.ProcessingStep;
import io.github.yolonas.preprocess.ProcessingStep.NormalizeImage;
import io.github.yolonas.preprocess.ProcessingStep.ReverseImageChannels;
import io.github.yolonas.preprocess.ProcessingStep.StandardizeImage;
import java.util.ArrayList;
import java.util.List;

/**
 * What the checkpoint's pre-processing does to the numbers of an RGB image once it has its size:
 * channel order, division, mean and deviation. Resizing and padding stay outside the graph.
 */
record InputNormalization(PreprocessOptions preprocess) {

  /** Nodes that do it, from uint8 pixels [N, 3, H, W] to the network's fp32 input. */
  String append(Graph graph, String pixels) {
    String x =
        graph.node(
            "Cast",
            "input/Cast",
            List.of(pixels),
            Attributes.none().with("to", ElementType.FLOAT.code()));
    if (isBgr()) {
      String order = graph.initializer("input/bgr", TensorData.integers(2, 1, 0));
      x =
          graph.node(
              "Gather", "input/Gather", List.of(x, order), Attributes.none().with("axis", 1));
    }
    for (ProcessingStep step : preprocess.steps()) {
      if (step instanceof StandardizeImage s) {
        x = graph.node("Div", "input/Div", x, scalar(graph, "input/max_value", s.maxValue()));
      } else if (step instanceof NormalizeImage n) {
        String centred = graph.node("Sub", "input/Sub", x, channels(graph, "mean", n.mean()));
        x = graph.node("Div", "input/Div_std", centred, channels(graph, "std", n.std()));
      }
    }
    return x;
  }

  /** In words, for who prepares images: {@code RGB / 255}. */
  String formula() {
    StringBuilder formula = new StringBuilder(isBgr() ? "BGR" : "RGB");
    for (ProcessingStep step : preprocess.steps()) {
      if (step instanceof StandardizeImage s) {
        formula.append(" / ").append(s.maxValue());
      } else if (step instanceof NormalizeImage n) {
        formula.append(", then - ").append(n.mean()).append(" / ").append(n.std());
      }
    }
    return formula.toString();
  }

  /** The steps start from RGB; an odd number of reversals leaves BGR. */
  private boolean isBgr() {
    return preprocess.steps().stream().filter(ReverseImageChannels.class::isInstance).count() % 2
        == 1;
  }

  private static String scalar(Graph graph, String name, double value) {
    return graph.initializer(name, TensorData.floats(List.of(1L), (float) value));
  }

  private static String channels(Graph graph, String name, List<Double> values) {
    List<Long> shape = new ArrayList<>(List.of(1L, (long) values.size(), 1L, 1L));
    float[] numbers = new float[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values.get(i).floatValue();
    }
    return graph.initializer("input/" + name, TensorData.floats(shape, numbers));
  }
}
