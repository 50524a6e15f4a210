package io.github.yolonas.model;

import java.util.ArrayList;
import java.util.List;

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
  public <V> V forward(V input, Execution<V> on) {
    return on.scoped(
        () -> {
          List<V> windows = new ArrayList<>();
          V features = cv1.forward(input, on);
          windows.add(features);
          kernels.forEach(kernel -> windows.add(on.maxPool(features, kernel)));
          return cv2.forward(on.concat(windows), on);
        });
  }

  @Override
  public Layer transform(LeafTransform t) {
    return new Spp(cv1.transform(t), cv2.transform(t), kernels);
  }
}
