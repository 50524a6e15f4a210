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
 * @param kernel awaits the feature map
 * @param byteCount of weight and bias
 */
record PrepackedConvolution(String name, BoundOperator kernel, long byteCount)
    implements PackedLeaf {
  private static final NativeOperator POINTWISE =
      new NativeOperator("mkldnn::_convolution_pointwise", "");
  private static final int SCALARS = 8;

  /** For feature maps of size {@code inputSize}, [N, C, H, W]. */
  static PrepackedConvolution of(Convolution c, ScalarType dtype, long[] inputSize) {
    // Small things first: behind the weight they would lie among what packing frees, and keep it
    // from being given back.
    IValue[] settings = settings(c);
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
    BoundOperator kernel = BoundOperator.of(POINTWISE, List.of(packed, bias), settings);
    return new PrepackedConvolution(c.name(), kernel, weight.nbytes() + bias.nbytes());
  }

  private static IValue[] settings(Convolution c) {
    return new IValue[] {
      NativeOperator.ints(c.padding(), c.padding()),
      NativeOperator.ints(c.stride(), c.stride()),
      NativeOperator.ints(1, 1),
      new IValue((long) c.groups()),
      new IValue(c.then() == Activation.RELU ? "relu" : "none"),
      new IValue(new GenericList(POINTWISE.elementType(SCALARS))),
      new IValue("")
    };
  }

  @Override
  public Tensor forward(Tensor input) {
    return kernel.on(input);
  }

  @Override
  public List<Pointer> owned() {
    return kernel.owned();
  }
}
