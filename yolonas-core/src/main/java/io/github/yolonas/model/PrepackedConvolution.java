package io.github.yolonas.model;

import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A convolution whose weight lies in the order in which oneDNN's kernel reads it, with bias and
 * ReLU computed while its result is still in registers. CPU only.
 *
 * @param weight opaque to everything but oneDNN
 * @param bias [out]
 * @param byteCount of weight and bias
 */
record PrepackedConvolution(
    String name,
    Tensor weight,
    Tensor bias,
    int stride,
    int padding,
    int groups,
    Activation then,
    long byteCount)
    implements PackedLeaf {
  private static final NativeOperator POINTWISE =
      new NativeOperator("mkldnn::_convolution_pointwise", "");
  private static final int SCALARS = 8;

  /** For feature maps of size {@code inputSize}, [N, C, H, W]. */
  static PrepackedConvolution of(Convolution c, ScalarType dtype, long[] inputSize) {
    Tensor weight = c.weight().to(dtype).contiguous();
    Tensor bias = c.bias().to(dtype);
    Tensor packed =
        torch.mkldnn_reorder_conv2d_weight(
            weight.to_mkldnn(),
            new long[] {c.padding(), c.padding()},
            new long[] {c.stride(), c.stride()},
            new long[] {1, 1},
            c.groups(),
            inputSize);
    return new PrepackedConvolution(
        c.name(),
        packed,
        bias,
        c.stride(),
        c.padding(),
        c.groups(),
        c.then(),
        weight.nbytes() + bias.nbytes());
  }

  @Override
  public Tensor forward(Tensor input) {
    return Scoped.run(
        () ->
            POINTWISE.tensor(
                new IValue(input),
                new IValue(weight),
                new IValue(bias),
                NativeOperator.ints(padding, padding),
                NativeOperator.ints(stride, stride),
                NativeOperator.ints(1, 1),
                new IValue((long) groups),
                new IValue(then == Activation.RELU ? "relu" : "none"),
                new IValue(new GenericList(POINTWISE.elementType(SCALARS))),
                new IValue("")));
  }

  @Override
  public List<Pointer> owned() {
    return List.of(weight, bias);
  }
}
