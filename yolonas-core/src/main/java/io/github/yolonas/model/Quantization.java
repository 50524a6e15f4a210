package io.github.yolonas.model;

/**
 * Turns the leaves that a plan names into ones that compute in 8-bit integers. The network must be
 * fused, in fp32 and on the CPU.
 *
 * @param plan which leaves, and on what scales
 * @param others what becomes of the leaves that stay in floating point
 */
public record Quantization(QuantizationPlan plan, LeafTransform others) implements LeafTransform {

  /** With the other leaves as they are. */
  public Quantization(QuantizationPlan plan) {
    this(plan, IDENTITY);
  }

  @Override
  public ConvolutionLeaf convolution(ConvolutionLeaf leaf) {
    QuantizationPlan.Scales scales = plan.leaves().get(leaf.name());
    if (scales == null) {
      return new Floating(others.convolution(leaf));
    }
    if (leaf instanceof Convolution convolution) {
      return QuantizedConvolution.of(convolution, scales);
    }
    if (leaf instanceof UpsampleConvolution upsample) {
      return QuantizedUpsample.of(upsample, scales);
    }
    throw new IllegalArgumentException(leaf.name() + ": expected a fused convolution");
  }

  @Override
  public Shortcut shortcut(Shortcut leaf) {
    QuantizationPlan.Scales scales = plan.leaves().get(leaf.name());
    if (scales == null) {
      return new FloatingShortcut(others.shortcut(leaf));
    }
    if (leaf instanceof ConstantShortcut constant) {
      return QuantizedShortcut.of(constant, scales.output());
    }
    throw new IllegalArgumentException(leaf.name() + ": expected a fused shortcut");
  }
}
