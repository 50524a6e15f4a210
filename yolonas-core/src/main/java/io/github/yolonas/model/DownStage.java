package io.github.yolonas.model;

import java.util.List;

/**
 * Halves the resolution of fine features and joins them with a deep skip. The original: {@code
 * YoloNASDownStage}.
 */
record DownStage(Layer conv, Layer blocks) {

  static DownStage load(Weights w, int in, int skip, Architecture.DownStage spec) {
    return new DownStage(
        ConvBnAct.load(w.in("conv"), in, spec.convChannels(), 3, 2),
        CspLayer.load(
            w.in("blocks"), spec.convChannels() + skip, spec.blocks(), Bottleneck.Block.PLAIN));
  }

  <V> V forward(V x, V skip, Execution<V> on) {
    return on.scoped(() -> blocks.forward(join(x, skip, on), on));
  }

  private <V> V join(V x, V skip, Execution<V> on) {
    return on.scoped(() -> on.concat(List.of(conv.forward(x, on), skip)));
  }

  DownStage transform(LeafTransform t) {
    return new DownStage(conv.transform(t), blocks.transform(t));
  }
}
