package io.github.yolonas.model;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Stem, four stages, each halving height and width, and spatial pyramid pooling. The original:
 * {@code NStageBackbone}.
 */
record Backbone(Layer stem, List<Layer> stages, Layer contextModule) {

  /**
   * Feature maps of strides 4, 8, 16 and 32, in the caller's scope.
   *
   * @param c2 of the first stage, c3 of the second, c4 of the third, c5 after the pooling
   */
  record Features(Tensor c2, Tensor c3, Tensor c4, Tensor c5) {}

  static Backbone load(Weights w, Architecture architecture) {
    Layer stem =
        QaRepVggBlock.load(
            w.in("stem").in("conv"),
            architecture.inputChannels(),
            architecture.stemChannels(),
            2,
            false);
    List<Layer> stages = new ArrayList<>();
    int channels = architecture.stemChannels();
    for (Architecture.Stage spec : architecture.stages()) {
      stages.add(stage(w.in("stage" + (stages.size() + 1)), channels, spec));
      channels = spec.blocks().outChannels();
    }
    return new Backbone(
        stem, stages, Spp.load(w.in("context_module"), channels, architecture.spp()));
  }

  /** The original: {@code YoloNASStage}. */
  private static Layer stage(Weights w, int in, Architecture.Stage spec) {
    return Chain.of(
        QaRepVggBlock.load(w.in("downsample"), in, spec.outChannels(), 2, false),
        CspLayer.load(
            w.in("blocks"), spec.outChannels(), spec.blocks(), Bottleneck.Block.QA_REP_VGG));
  }

  Features forward(Tensor input) {
    Tensor stemmed = stem.forward(input);
    Tensor c2 = stages.get(0).forward(stemmed);
    stemmed.close();
    Tensor c3 = stages.get(1).forward(c2);
    Tensor c4 = stages.get(2).forward(c3);
    Tensor deepest = stages.get(3).forward(c4);
    Tensor c5 = contextModule.forward(deepest);
    deepest.close();
    return new Features(c2, c3, c4, c5);
  }

  Backbone transform(LeafTransform t) {
    return new Backbone(
        stem.transform(t),
        stages.stream().map(stage -> stage.transform(t)).toList(),
        contextModule.transform(t));
  }
}
