package io.github.yolonas.model;

/** {@code alpha * x + cv2(cv1(x))}. The original: {@code YoloNASBottleneck}. */
record Bottleneck(Layer cv1, Layer cv2, Shortcut shortcut) implements Layer {

  /** What the two convolutions are: re-parameterisable blocks, or plain ones in the neck. */
  interface Block {
    Layer load(Weights w, int channels);

    /** In the backbone and in the neck's way up. */
    Block QA_REP_VGG = (w, channels) -> QaRepVggBlock.load(w, channels, channels, 1, true);

    /** In the neck's way down. */
    Block PLAIN = (w, channels) -> ConvBnAct.load(w, channels, channels, 3, 1);
  }

  static Bottleneck load(Weights w, int channels, Block block) {
    return new Bottleneck(
        block.load(w.in("cv1"), channels),
        block.load(w.in("cv2"), channels),
        w.placeShortcut(
            () ->
                w.has("alpha")
                    ? new LearnedShortcut(w.path(), w.tensor("alpha", 1))
                    : new ConstantShortcut(w.path(), 1.0)));
  }

  @Override
  public <V> V forward(V input, Execution<V> on) {
    return on.scoped(() -> on.shortcut(shortcut, input, cv2.forward(cv1.forward(input, on), on)));
  }

  @Override
  public Layer transform(LeafTransform t) {
    return new Bottleneck(cv1.transform(t), cv2.transform(t), t.shortcut(shortcut));
  }
}
