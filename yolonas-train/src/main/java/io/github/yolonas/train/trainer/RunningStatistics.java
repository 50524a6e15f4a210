package io.github.yolonas.train.trainer;

import io.github.yolonas.train.network.ParameterNames;
import io.github.yolonas.train.network.TrainableNetwork;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * What batch norms had gathered before a batch: a pass changes it at once, and infinite activations
 * would spoil it for ever. Tensors in the caller's scope.
 */
record RunningStatistics(Map<String, Tensor> values) {

  static RunningStatistics of(TrainableNetwork network) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    try (NoGradGuard guard = new NoGradGuard()) {
      network
          .state()
          .forEach(
              (name, tensor) -> {
                if (!ParameterNames.isParameter(name)) {
                  values.put(name, tensor.clone());
                }
              });
    }
    return new RunningStatistics(values);
  }

  void restore(TrainableNetwork network) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      values.forEach((name, value) -> network.tensor(name).copy_(value));
    }
  }
}
