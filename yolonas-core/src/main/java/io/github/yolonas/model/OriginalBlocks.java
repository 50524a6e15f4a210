package io.github.yolonas.model;

import static io.github.yolonas.model.ModuleTree.batchNorm;
import static io.github.yolonas.model.ModuleTree.chain;
import static io.github.yolonas.model.ModuleTree.composite;
import static io.github.yolonas.model.ModuleTree.convolution;
import static io.github.yolonas.model.ModuleTree.maxPool;
import static io.github.yolonas.model.ModuleTree.passing;

import java.util.ArrayList;
import java.util.List;

/** The blocks that the original is made of, each as the modules that it calls. */
final class OriginalBlocks {
  /** What a bottleneck's two convolutions are. */
  interface Block {
    ModuleTree of(String name, Shape in);

    /** In the backbone and in the neck's way up. */
    Block QA_REP_VGG = (name, in) -> qaRepVgg(name, in, (int) in.channels(), 1, true);

    /** In the neck's way down. */
    Block PLAIN = (name, in) -> conv(name, in, (int) in.channels(), 3, 1);
  }

  private OriginalBlocks() {}

  /** Its placeholder for the fused kernel has parameters, but is not called. */
  static ModuleTree qaRepVgg(String name, Shape in, int out, int stride, boolean residual) {
    List<ModuleTree> called = new ArrayList<>();
    if (residual) {
      called.add(passing(ModuleType.RESIDUAL, "identity", in));
    }
    ModuleTree wide = convolution("conv", in, out, 3, stride, 1, false);
    Shape made = wide.output();
    called.add(chain(ModuleType.SEQUENTIAL, "branch_3x3", wide, batchNorm("bn", made)));
    called.add(convolution("branch_1x1", in, out, 1, stride, 1, true));
    called.add(batchNorm("post_bn", made));
    called.add(passing(ModuleType.RELU, "nonlinearity", made));
    called.add(passing(ModuleType.IDENTITY, "se", made));
    return composite(ModuleType.QA_REP_VGG_BLOCK, name, in, made, called)
        .withOthers(wide.own().weight() + out);
  }

  static ModuleTree conv(String name, Shape in, int out, int kernel, int stride) {
    return convolved(ModuleType.CONV, name, convolution("conv", in, out, kernel, stride, 1, false));
  }

  static ModuleTree convBnRelu(String name, Shape in, int out, int kernel, int groups) {
    ModuleTree convolution = convolution("conv", in, out, kernel, 1, groups, false);
    return chain(
        ModuleType.CONV_BN_RELU, name, convolved(ModuleType.SEQUENTIAL, "seq", convolution));
  }

  private static ModuleTree convolved(ModuleType type, String name, ModuleTree convolution) {
    Shape made = convolution.output();
    return chain(
        type, name, convolution, batchNorm("bn", made), passing(ModuleType.RELU, "act", made));
  }

  /** The joint sees the bottlenecks' last output, or with {@code concatIntermediates} all. */
  static ModuleTree csp(String name, Shape in, Architecture.Csp spec, Block block) {
    ModuleTree conv1 = conv("conv1", in, spec.hiddenChannels(), 1, 1);
    Shape hidden = conv1.output();
    List<ModuleTree> bottlenecks = new ArrayList<>();
    for (int i = 0; i < spec.bottlenecks(); i++) {
      bottlenecks.add(bottleneck(Integer.toString(i), hidden, block));
    }
    int parts = 2 + (spec.concatIntermediates() ? spec.bottlenecks() : 0);
    Shape joined = hidden.convolved(parts * hidden.channels(), 1);
    return chain(
        ModuleType.CSP_LAYER,
        name,
        conv1,
        composite(
            ModuleType.SEQUENTIAL_WITH_INTERMEDIATES, "bottlenecks", hidden, hidden, bottlenecks),
        conv("conv2", in, spec.hiddenChannels(), 1, 1),
        passing(ModuleType.IDENTITY, "dropout", joined),
        conv("conv3", joined, spec.outChannels(), 1, 1));
  }

  /** Its one own parameter, {@code alpha}, scales the shortcut. */
  private static ModuleTree bottleneck(String name, Shape in, Block block) {
    return chain(
            ModuleType.BOTTLENECK,
            name,
            block.of("cv1", in),
            block.of("cv2", in),
            passing(ModuleType.IDENTITY, "drop_path", in),
            passing(ModuleType.RESIDUAL, "shortcut", in))
        .withOthers(1);
  }

  static ModuleTree spp(String name, Shape in, Architecture.Spp spec) {
    ModuleTree cv1 = conv("cv1", in, spec.hiddenChannels(), 1, 1);
    Shape hidden = cv1.output();
    List<ModuleTree> windows = new ArrayList<>();
    for (int kernel : spec.kernels()) {
      windows.add(maxPool(Integer.toString(windows.size()), hidden, kernel));
    }
    Shape joined = hidden.convolved((1 + windows.size()) * hidden.channels(), 1);
    return chain(
        ModuleType.SPP,
        name,
        cv1,
        composite(ModuleType.MODULE_LIST, "m", Shape.NONE, Shape.NONE, windows),
        conv("cv2", joined, spec.outChannels(), 1, 1));
  }
}
