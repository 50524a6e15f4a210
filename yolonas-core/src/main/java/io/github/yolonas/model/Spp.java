package io.github.yolonas.model;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Spatial pyramid pooling: the same features seen through ever wider max-pooling windows. The
 * original: {@code SPP}.
 */
record Spp(Layer cv1, Layer cv2, List<Integer> kernels) implements Layer {

  static Spp load(Weights w, int in, Architecture.Spp spec) {
    int hidden = spec.hiddenChannels();
    int joined = hidden * (1 + spec.kernels().size());
    return new Spp(
        ConvBnAct.load(w.in("cv1"), in, hidden, 1, 1),
        ConvBnAct.load(w.in("cv2"), joined, spec.outChannels(), 1, 1),
        spec.kernels());
  }

  @Override
  public Tensor forward(Tensor input) {
    return Scoped.run(
        () -> {
          List<Tensor> windows = new ArrayList<>();
          Tensor features = cv1.forward(input);
          windows.add(features);
          kernels.forEach(kernel -> windows.add(pool(features, kernel)));
          return cv2.forward(Concat.channels(windows));
        });
  }

  private static Tensor pool(Tensor x, int kernel) {
    return torch.max_pool2d(
        x,
        new long[] {kernel, kernel},
        new long[] {1, 1},
        new long[] {kernel / 2, kernel / 2},
        new long[] {1, 1},
        false);
  }

  @Override
  public Layer transform(LeafTransform t) {
    return new Spp(cv1.transform(t), cv2.transform(t), kernels);
  }
}
