package io.github.yolonas.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What our own network runs in place of the original's modules: every block one convolution with
 * bias and ReLU, nothing that does nothing, and each pooling window grown from the one before. A
 * convolution's path is the name of its {@link Leaf}.
 */
public final class FusedModules {
  private FusedModules() {}

  /** The fused form of the original's tree. */
  public static ModuleTree of(ModuleTree original) {
    return fuse(original).orElseThrow();
  }

  private static Optional<ModuleTree> fuse(ModuleTree module) {
    return switch (module.type()) {
      case QA_REP_VGG_BLOCK, CONV -> Optional.of(convolution(module, module.name()));
      case CONV_BN_RELU -> Optional.of(convolution(module, module.name() + ".seq"));
      case MODULE_LIST -> Optional.of(module.calling(grownWindows(module.children())));
      case IDENTITY -> Optional.empty();
      default ->
          Optional.of(
              module.calling(
                  module.children().stream()
                      .map(FusedModules::fuse)
                      .flatMap(Optional::stream)
                      .toList()));
    };
  }

  /** All that the block does after its first convolution goes into that one's weight and bias. */
  private static ModuleTree convolution(ModuleTree block, String name) {
    ModuleTree first = firstConvolution(block);
    return ModuleTree.leaf(
        ModuleType.CONV_RELU_2D,
        name,
        first.kernel(),
        block.input(),
        block.output(),
        new ModuleTree.Parameters(first.own().weight(), block.output().channels(), 0));
  }

  private static ModuleTree firstConvolution(ModuleTree block) {
    ModuleTree module = block;
    while (module.type() != ModuleType.CONV_2D) {
      module =
          module.children().stream()
              .filter(child -> !child.isLeaf() || child.type() == ModuleType.CONV_2D)
              .findFirst()
              .orElseThrow();
    }
    return module;
  }

  private static List<ModuleTree> grownWindows(List<ModuleTree> windows) {
    List<ModuleTree> grown = new ArrayList<>();
    int reached = 1;
    for (ModuleTree window : windows) {
      int kernel = window.kernel().get(0);
      grown.add(
          ModuleTree.maxPool(window.name(), window.input(), Spp.grownWindow(kernel, reached)));
      reached = kernel;
    }
    return grown;
  }
}
