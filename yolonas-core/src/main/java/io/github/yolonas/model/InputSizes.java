package io.github.yolonas.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What size of feature map each convolution of the fused network reads.
 *
 * @param byLeaf [N, C, H, W] by the leaf's name
 */
record InputSizes(Map<String, Shape> byLeaf) {

  /** For one image of a size whose height and width are multiples of 32. */
  static InputSizes of(Architecture architecture, long height, long width) {
    Map<String, Shape> sizes = new HashMap<>();
    Shape image = Shape.of(1, architecture.inputChannels(), height, width);
    FusedModules.of(OriginalModules.of(architecture, image))
        .walk((path, module) -> sizes.put(path, module.input()));
    return new InputSizes(sizes);
  }

  /** The size that a leaf reads. */
  long[] of(ConvolutionLeaf leaf) {
    Shape size = Objects.requireNonNull(byLeaf.get(leaf.name()), leaf.name());
    return size.sizes().stream().mapToLong(Long::longValue).toArray();
  }
}
