package io.github.yolonas.model;

import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;

/** A convolution with bias and activation in 8-bit integers. CPU only. */
record QuantizedConvolution(String name, QuantizedKernel kernel) implements PackedLeaf {

  static QuantizedConvolution of(Convolution c, QuantizationPlan.Scales scales) {
    return new QuantizedConvolution(
        c.name(),
        QuantizedKernel.of(
            QuantizedWeight.of(c.weight()),
            c.bias(),
            c.stride(),
            c.padding(),
            c.groups(),
            c.then(),
            scales));
  }

  @Override
  public Tensor forward(Tensor input) {
    return Scoped.run(() -> kernel.forward(input));
  }

  @Override
  public List<Pointer> owned() {
    return kernel.owned();
  }

  @Override
  public long byteCount() {
    return kernel.byteCount();
  }
}
