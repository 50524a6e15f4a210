package io.github.yolonas.model;

/**
 * Turns the leaves that a plan names into ones that compute in 8-bit integers. The network must be
 * fused, in fp32 and on the CPU.
 */
public record Quantization(QuantizationPlan plan) implements LeafTransform {

  @Override
  public ConvolutionLeaf convolution(ConvolutionLeaf leaf) {
    QuantizationPlan.Scales scales = plan.leaves().get(leaf.name());
    if (scales == null) {
      return new Floating(leaf);
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
      return new FloatingShortcut(leaf);
    }
    if (leaf instanceof ConstantShortcut constant) {
      return new QuantizedShortcut(leaf.name(), constant.alpha(), scales.output());
    }
    throw new IllegalArgumentException(leaf.name() + ": expected a fused shortcut");
  }
}
