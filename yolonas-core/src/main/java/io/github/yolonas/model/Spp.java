package io.github.yolonas.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Spatial pyramid pooling: the same features seen through ever wider max-pooling windows. The
 * original: {@code SPP}.
 *
 * <p>The greatest of a 9×9 window is the greatest of the 5×5 windows' greatest: each window grows
 * from the one before, to the same result with a fraction of the comparisons.
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
          int reached = 1;
          for (int kernel : kernels) {
            V from = kernel > reached ? windows.get(windows.size() - 1) : features;
            windows.add(on.maxPool(from, grownWindow(kernel, reached)));
            reached = kernel;
          }
          return cv2.forward(on.concat(windows), on);
        });
  }

  /** What makes a window out of one that is smaller; or, if none is, out of a single cell. */
  static int grownWindow(int kernel, int reached) {
    return kernel > reached ? kernel - reached + 1 : kernel;
  }

  @Override
  public Layer transform(LeafTransform t) {
    return new Spp(cv1.transform(t), cv2.transform(t), kernels);
  }
}
