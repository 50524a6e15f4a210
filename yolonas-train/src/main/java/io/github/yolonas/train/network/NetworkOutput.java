package io.github.yolonas.train.network;

import io.github.yolonas.train.loss.Predictions;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * What a pass results in. Its tensors belong to a scope.
 *
 * @param predictions what the heads say
 * @param features the neck's outputs, of which the heads say it: for the strides 8, 16 and 32, [N,
 *     channels, H, W], with as many channels as {@link TrainableNetwork#featureChannels}; in bf16
 *     if the pass was under {@link Autocast}
 */
public record NetworkOutput(Predictions predictions, List<Tensor> features) {
  /** Copies the list. */
  public NetworkOutput {
    features = List.copyOf(features);
  }

  List<Tensor> tensors() {
    List<Tensor> tensors = new ArrayList<>(features);
    tensors.add(predictions.clsLogits());
    tensors.add(predictions.regDistri());
    return tensors;
  }
}
