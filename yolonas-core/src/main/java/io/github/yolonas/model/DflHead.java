package io.github.yolonas.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Predicts, for each cell of one feature map, a logit per class and a distribution per side of the
 * box. The original: {@code YoloNASDFLHead}; distributions as in "Generalized Focal Loss" (Li et
 * al., 2020), section 3.
 */
record DflHead(Layer stem, Layer cls, Layer reg) {
  private static final int SIDES = 4;

  static DflHead load(Weights w, int in, Architecture.Head spec, int numClasses, int regMax) {
    int inter = spec.interChannels();
    return new DflHead(
        ConvBnAct.load(w.in("stem").in("seq"), in, inter, 1, 1),
        branch(w, "cls", spec.clsConvGroups(), inter, numClasses),
        branch(w, "reg", spec.regConvGroups(), inter, SIDES * (regMax + 1)));
  }

  private static Layer branch(Weights w, String kind, List<Integer> groups, int inter, int out) {
    List<Layer> layers = new ArrayList<>();
    Weights convs = w.in(kind + "_convs");
    for (int group : groups) {
      layers.add(ConvBnAct.load(convs.in(layers.size()).in("seq"), inter, inter, 3, 1, group));
    }
    layers.add(Convolution.predictor(w.in(kind + "_pred"), inter, out));
    return new Chain(layers);
  }

  <V> HeadOutputs.Level<V> forward(V input, Execution<V> on) {
    V features = stem.forward(input, on);
    V logits = cls.forward(features, on);
    V distribution = reg.forward(features, on);
    on.release(features);
    return new HeadOutputs.Level<>(logits, distribution);
  }

  DflHead transform(LeafTransform t) {
    return new DflHead(stem.transform(t), cls.transform(t), reg.transform(t));
  }
}
