package io.github.yolonas.model;

import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Lays each fused convolution's weight out as oneDNN's kernel for this processor reads it, once, so
 * that it is not laid out anew at each pass, and has the kernel apply bias and ReLU itself. On the
 * CPU, in fp32 or bf16; takes the place of a {@link Placement}.
 *
 * <p>Which layout is best depends on the size of the feature map. Others are computed all the same,
 * if perhaps not as fast.
 */
public final class Prepacking implements LeafTransform {
  private final InputSizes sizes;
  private final Placement others;

  private Prepacking(InputSizes sizes, Placement others) {
    this.sizes = sizes;
    this.others = others;
  }

  /** Best for images of one size, whose height and width are multiples of 32. */
  public static Prepacking forSize(
      Architecture architecture, ScalarType dtype, long height, long width) {
    return new Prepacking(InputSizes.of(architecture, height, width), new Placement(dtype, "cpu"));
  }

  @Override
  public ConvolutionLeaf convolution(ConvolutionLeaf leaf) {
    return leaf instanceof Convolution convolution
        ? PrepackedConvolution.of(convolution, others.dtype(), sizes.of(leaf))
        : others.convolution(leaf);
  }

  @Override
  public Shortcut shortcut(Shortcut leaf) {
    return others.shortcut(leaf);
  }
}
