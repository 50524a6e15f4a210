package io.github.yolonas.model;

/**
 * Path aggregation: deep features go up to fine resolutions and down again, joined with the
 * backbone's on the way. The original: {@code YoloNASPANNeckWithC2}; "PANet" (Liu et al., 2018).
 */
record PanNeck(UpStage neck1, UpStage neck2, DownStage neck3, DownStage neck4) {

  /** Feature maps of strides 8, 16 and 32. */
  record Features<V>(V p3, V p4, V p5) {}

  static PanNeck load(Weights w, Architecture a) {
    int c2 = a.stages().get(0).blocks().outChannels();
    int c3 = a.stages().get(1).blocks().outChannels();
    int c4 = a.stages().get(2).blocks().outChannels();
    Architecture.UpStage up1 = a.upStages().get(0);
    Architecture.UpStage up2 = a.upStages().get(1);
    Architecture.DownStage down1 = a.downStages().get(0);
    Architecture.DownStage down2 = a.downStages().get(1);
    return new PanNeck(
        UpStage.load(w.in("neck1"), a.spp().outChannels(), c4, c3, up1),
        UpStage.load(w.in("neck2"), up1.blocks().outChannels(), c3, c2, up2),
        DownStage.load(w.in("neck3"), up2.blocks().outChannels(), up2.outChannels(), down1),
        DownStage.load(w.in("neck4"), down1.blocks().outChannels(), up1.outChannels(), down2));
  }

  /** Consumes the backbone's features: each is freed after its last use. */
  <V> Features<V> forward(Backbone.Features<V> f, Execution<V> on) {
    V finer2 = neck2.halved(f.c2(), on);
    on.release(f.c2());
    V finer1 = neck1.halved(f.c3(), on);
    UpStage.Output<V> up1 = neck1.forward(f.c5(), f.c4(), finer1, on);
    on.release(finer1);
    on.release(f.c5());
    on.release(f.c4());
    UpStage.Output<V> up2 = neck2.forward(up1.out(), f.c3(), finer2, on);
    on.release(finer2);
    on.release(up1.out());
    on.release(f.c3());
    V p4 = neck3.forward(up2.out(), up2.inter(), on);
    on.release(up2.inter());
    V p5 = neck4.forward(p4, up1.inter(), on);
    on.release(up1.inter());
    return new Features<>(up2.out(), p4, p5);
  }

  PanNeck transform(LeafTransform t) {
    return new PanNeck(
        neck1.transform(t), neck2.transform(t), neck3.transform(t), neck4.transform(t));
  }
}
