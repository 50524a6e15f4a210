package io.github.yolonas.model;

import static io.github.yolonas.model.ModuleTree.chain;
import static io.github.yolonas.model.ModuleTree.composite;
import static io.github.yolonas.model.ModuleTree.convolution;
import static io.github.yolonas.model.ModuleTree.passing;
import static io.github.yolonas.model.ModuleTree.upsampling;

import java.util.ArrayList;
import java.util.List;

/**
 * The original's tree of modules for an architecture, with the shapes of a pass: everything that
 * there is to say about a network without its weights.
 *
 * <p>It has what our own network does without (branches and batch norms that are folded, modules
 * that do nothing), in the order in which the original calls it. What leaves no trace in an {@link
 * Architecture} is as in the published models: bottlenecks have shortcuts with learned scales, and
 * nothing is dropped at random.
 */
public final class OriginalModules {
  private static final int SIDES = 4;

  private OriginalModules() {}

  /**
   * The whole network. A custom one is a {@code YoloNAS_S} there too, with other parameters.
   *
   * @param images [N, C, H, W], height and width multiples of {@link Architecture#SIZE_MULTIPLE}
   */
  public static ModuleTree of(Architecture a, Shape images) {
    ModuleType type =
        switch (a.variantName()) {
          case "M" -> ModuleType.YOLO_NAS_M;
          case "L" -> ModuleType.YOLO_NAS_L;
          default -> ModuleType.YOLO_NAS_S;
        };
    ModuleTree backbone = backbone(a, images);
    ModuleTree neck = neck(a, backbone);
    return chain(type, type.className(), backbone, neck, heads(a, neck));
  }

  /** Its first feature map is the first stage's. */
  private static ModuleTree backbone(Architecture a, Shape images) {
    ModuleTree stem = OriginalBlocks.qaRepVgg("conv", images, a.stemChannels(), 2, false);
    List<ModuleTree> called = new ArrayList<>(List.of(chain(ModuleType.STEM, "stem", stem)));
    Shape last = stem.output();
    for (Architecture.Stage spec : a.stages()) {
      ModuleTree stage = stage("stage" + called.size(), last, spec);
      called.add(stage);
      last = stage.output();
    }
    called.add(OriginalBlocks.spp("context_module", last, a.spp()));
    Shape c2 = called.get(1).output();
    return composite(ModuleType.BACKBONE, "backbone", images, c2, called);
  }

  private static ModuleTree stage(String name, Shape in, Architecture.Stage spec) {
    ModuleTree halved = OriginalBlocks.qaRepVgg("downsample", in, spec.outChannels(), 2, false);
    return chain(
        ModuleType.STAGE,
        name,
        halved,
        OriginalBlocks.csp(
            "blocks", halved.output(), spec.blocks(), OriginalBlocks.Block.QA_REP_VGG));
  }

  private static ModuleTree neck(Architecture a, ModuleTree backbone) {
    Shape c2 = backbone.child("stage1").output();
    Shape c3 = backbone.child("stage2").output();
    Shape c4 = backbone.child("stage3").output();
    Shape c5 = backbone.child("context_module").output();
    ModuleTree up1 = upStage("neck1", c5, c4, c3, a.upStages().get(0));
    ModuleTree up2 = upStage("neck2", out(up1), c3, c2, a.upStages().get(1));
    ModuleTree down1 = downStage("neck3", out(up2), up2.output(), a.downStages().get(0));
    ModuleTree down2 = downStage("neck4", out(down1), up1.output(), a.downStages().get(1));
    return composite(ModuleType.NECK, "neck", c2, out(up2), List.of(up1, up2, down1, down2));
  }

  /** What a stage of the neck makes in the end. */
  private static Shape out(ModuleTree stage) {
    return stage.child("blocks").output();
  }

  /** Its first feature map is the reduced one, which the way down uses again. */
  private static ModuleTree upStage(
      String name, Shape in, Shape skip1, Shape skip2, Architecture.UpStage spec) {
    ModuleTree reduced1 = reduced("reduce_skip1", skip1, spec);
    ModuleTree reduced2 = reduced("reduce_skip2", skip2, spec);
    ModuleTree finer =
        OriginalBlocks.conv("downsample", reduced2.output(), spec.outChannels(), 3, 2);
    ModuleTree conv = OriginalBlocks.conv("conv", in, spec.outChannels(), 1, 1);
    ModuleTree upsample = upsampling("upsample", conv.output());
    Shape joined = Shape.joined(List.of(upsample.output(), reduced1.output(), finer.output()));
    ModuleTree reduced = reduced("reduce_after_concat", joined, spec);
    ModuleTree blocks =
        OriginalBlocks.csp(
            "blocks", reduced.output(), spec.blocks(), OriginalBlocks.Block.QA_REP_VGG);
    return composite(
        ModuleType.UP_STAGE,
        name,
        in,
        conv.output(),
        List.of(reduced1, reduced2, finer, conv, upsample, reduced, blocks));
  }

  private static ModuleTree reduced(String name, Shape in, Architecture.UpStage spec) {
    return spec.reduceChannels()
        ? OriginalBlocks.conv(name, in, spec.outChannels(), 1, 1)
        : passing(ModuleType.IDENTITY, name, in);
  }

  private static ModuleTree downStage(
      String name, Shape in, Shape skip, Architecture.DownStage spec) {
    ModuleTree conv = OriginalBlocks.conv("conv", in, spec.convChannels(), 3, 2);
    Shape joined = Shape.joined(List.of(conv.output(), skip));
    return chain(
        ModuleType.DOWN_STAGE,
        name,
        conv,
        OriginalBlocks.csp("blocks", joined, spec.blocks(), OriginalBlocks.Block.PLAIN));
  }

  /** Their first result is the boxes of all levels. */
  private static ModuleTree heads(Architecture a, ModuleTree neck) {
    List<Shape> levels =
        List.of(out(neck.child("neck2")), out(neck.child("neck3")), out(neck.child("neck4")));
    List<ModuleTree> called = new ArrayList<>();
    for (Architecture.Head spec : a.heads()) {
      Shape level = levels.get(called.size());
      called.add(head("head" + (called.size() + 1), level, spec, a));
    }
    long anchors = levels.stream().mapToLong(Shape::cells).sum();
    Shape boxes = new Shape(List.of(neck.output().batch(), anchors, (long) SIDES));
    return composite(ModuleType.HEADS, "heads", neck.output(), boxes, called);
  }

  /** Its first result is the distributions of the boxes' sides. */
  private static ModuleTree head(String name, Shape in, Architecture.Head spec, Architecture a) {
    ModuleTree stem = OriginalBlocks.convBnRelu("stem", in, spec.interChannels(), 1, 1);
    Shape features = stem.output();
    return chain(
        ModuleType.HEAD,
        name,
        stem,
        convolutions("cls_convs", features, spec.clsConvGroups()),
        passing(ModuleType.IDENTITY, "cls_dropout_rate", features),
        convolution("cls_pred", features, a.numClasses(), 1, 1, 1, true),
        convolutions("reg_convs", features, spec.regConvGroups()),
        passing(ModuleType.IDENTITY, "reg_dropout_rate", features),
        convolution("reg_pred", features, SIDES * (a.regMax() + 1), 1, 1, 1, true));
  }

  private static ModuleTree convolutions(String name, Shape features, List<Integer> groups) {
    List<ModuleTree> called = new ArrayList<>();
    for (int group : groups) {
      String index = Integer.toString(called.size());
      called.add(OriginalBlocks.convBnRelu(index, features, (int) features.channels(), 3, group));
    }
    return composite(ModuleType.SEQUENTIAL, name, features, features, called);
  }
}
