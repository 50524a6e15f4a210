package io.github.yolonas.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Runs a network part by part, keeping every tensor that the ground truth knows by name. */
final class TracedPass {
  private static final Execution<Tensor> ON = TensorExecution.INSTANCE;

  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /** All tensors live until the caller's scope ends. */
  static Map<String, Tensor> run(YoloNasNetwork network, Tensor input) {
    TracedPass pass = new TracedPass();
    Backbone.Features<Tensor> features = pass.backbone(network.backbone(), input);
    pass.heads(network.heads(), pass.neck(network.neck(), features));
    return pass.tensors;
  }

  private Tensor keep(String name, Tensor tensor) {
    tensors.put(name, tensor);
    return tensor;
  }

  private Backbone.Features<Tensor> backbone(Backbone backbone, Tensor input) {
    Tensor stem = keep("backbone.stem", backbone.stem().forward(input, ON));
    Tensor c2 = keep("backbone.stage1", backbone.stages().get(0).forward(stem, ON));
    Tensor c3 = keep("backbone.stage2", backbone.stages().get(1).forward(c2, ON));
    Tensor c4 = keep("backbone.stage3", backbone.stages().get(2).forward(c3, ON));
    Tensor deepest = keep("backbone.stage4", backbone.stages().get(3).forward(c4, ON));
    Tensor c5 = keep("backbone.context_module", backbone.contextModule().forward(deepest, ON));
    return new Backbone.Features<>(c2, c3, c4, c5);
  }

  private List<Tensor> neck(PanNeck neck, Backbone.Features<Tensor> f) {
    UpStage.Output<Tensor> up1 = up(neck.neck1(), f.c5(), f.c4(), f.c3());
    UpStage.Output<Tensor> up2 = up(neck.neck2(), up1.out(), f.c3(), f.c2());
    keep("neck.neck1.inter", up1.inter());
    keep("neck.neck1.out", up1.out());
    keep("neck.neck2.inter", up2.inter());
    Tensor p3 = keep("neck.neck2.out", up2.out());
    Tensor p4 = keep("neck.neck3", neck.neck3().forward(p3, up2.inter(), ON));
    return List.of(p3, p4, keep("neck.neck4", neck.neck4().forward(p4, up1.inter(), ON)));
  }

  private static UpStage.Output<Tensor> up(UpStage stage, Tensor x, Tensor skip1, Tensor skip2) {
    return stage.forward(x, skip1, stage.halved(skip2, ON), ON);
  }

  private void heads(List<DflHead> heads, List<Tensor> features) {
    for (int i = 0; i < heads.size(); i++) {
      HeadOutputs.Level<Tensor> level = heads.get(i).forward(features.get(i), ON);
      keep("heads.head" + (i + 1) + ".reg", level.regDistri());
      keep("heads.head" + (i + 1) + ".cls", level.clsLogits());
    }
  }
}
