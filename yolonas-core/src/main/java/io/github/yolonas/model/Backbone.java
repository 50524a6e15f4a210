package io.github.yolonas.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Stem, four stages, each halving height and width, and spatial pyramid pooling. The original:
 * {@code NStageBackbone}.
 */
record Backbone(Layer stem, List<Chain> stages, Layer contextModule) {

  /**
   * Feature maps of strides 4, 8, 16 and 32.
   *
   * @param c2 of the first stage, c3 of the second, c4 of the third, c5 after the pooling
   */
  record Features<V>(V c2, V c3, V c4, V c5) {}

  static Backbone load(Weights w, Architecture architecture) {
    Layer stem =
        QaRepVggBlock.load(
            w.in("stem").in("conv"),
            architecture.inputChannels(),
            architecture.stemChannels(),
            2,
            false);
    List<Chain> stages = new ArrayList<>();
    int channels = architecture.stemChannels();
    for (Architecture.Stage spec : architecture.stages()) {
      stages.add(stage(w.in("stage" + (stages.size() + 1)), channels, spec));
      channels = spec.blocks().outChannels();
    }
    return new Backbone(
        stem, stages, Spp.load(w.in("context_module"), channels, architecture.spp()));
  }

  /** The original: {@code YoloNASStage}. */
  private static Chain stage(Weights w, int in, Architecture.Stage spec) {
    return Chain.of(
        QaRepVggBlock.load(w.in("downsample"), in, spec.outChannels(), 2, false),
        CspLayer.load(
            w.in("blocks"), spec.outChannels(), spec.blocks(), Bottleneck.Block.QA_REP_VGG));
  }

  <V> Features<V> forward(V input, Execution<V> on) {
    // The stem's output is the largest feature map: to keep it through a stage would be the peak.
    V c2 = stages.get(0).behind(stem).forward(input, on);
    V c3 = stages.get(1).forward(c2, on);
    V c4 = stages.get(2).forward(c3, on);
    V deepest = stages.get(3).forward(c4, on);
    V c5 = contextModule.forward(deepest, on);
    on.release(deepest);
    return new Features<>(c2, c3, c4, c5);
  }

  Backbone transform(LeafTransform t) {
    return new Backbone(
        stem.transform(t),
        stages.stream().map(stage -> stage.transform(t)).toList(),
        contextModule.transform(t));
  }
}
