package io.github.yolonas.model;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Joins feature maps along their channels. */
final class Concat {
  private static final long CHANNEL_DIMENSION = 1;

  private Concat() {}

  static Tensor channels(List<Tensor> features) {
    return torch.cat(new TensorVector(features.toArray(Tensor[]::new)), CHANNEL_DIMENSION);
  }
}
