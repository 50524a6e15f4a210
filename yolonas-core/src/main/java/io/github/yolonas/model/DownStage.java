package io.github.yolonas.model;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

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

  Tensor forward(Tensor x, Tensor skip) {
    return Scoped.run(() -> blocks.forward(join(x, skip)));
  }

  private Tensor join(Tensor x, Tensor skip) {
    return Scoped.run(() -> Concat.channels(List.of(conv.forward(x), skip)));
  }

  DownStage transform(LeafTransform t) {
    return new DownStage(conv.transform(t), blocks.transform(t));
  }
}
