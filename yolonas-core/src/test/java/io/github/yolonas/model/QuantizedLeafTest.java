package io.github.yolonas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.yolonas.testing.NativeLeakExtension;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Integer leaves against the floating point ones on dequantized weights and inputs. */
@ExtendWith(NativeLeakExtension.class)
class QuantizedLeafTest {
  private static final QuantizationParameters IN = QuantizationParameters.of(0, 1);

  private static Tensor input(long channels) {
    Tensor x = torch.rand(2, channels, 9, 7).contiguous(MemoryFormat.ChannelsLast);
    return torch.quantize_per_tensor(x, IN.scale(), IN.zeroPoint(), ScalarType.QUInt8);
  }

  private static double worst(Tensor a, Tensor b) {
    return a.sub(b).abs().max().item().toDouble();
  }

  private static QuantizationParameters covering(Tensor x) {
    return QuantizationParameters.of(x.min().item().toDouble(), x.max().item().toDouble());
  }

  @Test
  void aConvolutionRoundsToHalfAStep() {
    try (PointerScope scope = new PointerScope()) {
      Tensor weight = torch.randn(16, 8, 3, 3);
      Tensor bias = torch.randn(16);
      Convolution exact =
          new Convolution(
              "c", QuantizedWeight.of(weight).dequantize(), bias, 2, 1, 1, Activation.RELU);
      Tensor x = input(8);
      Tensor expected = exact.forward(x.dequantize());
      QuantizationParameters out = covering(expected);
      Tensor found =
          QuantizedConvolution.of(exact, new QuantizationPlan.Scales(IN, out)).forward(x);
      assertThat(found.is_quantized()).isTrue();
      assertThat(worst(found.dequantize(), expected)).isLessThan(0.51 * out.scale());
    }
  }

  @Test
  void anUpsampleRoundsToHalfAStep() {
    try (PointerScope scope = new PointerScope()) {
      Tensor weight = torch.randn(8, 8, 2, 2);
      Tensor rounded = QuantizedWeight.of(weight.transpose(0, 1)).dequantize().transpose(0, 1);
      UpsampleConvolution exact = new UpsampleConvolution("u", rounded, torch.randn(8));
      Tensor x = input(8);
      Tensor expected = exact.forward(x.dequantize());
      QuantizationParameters out = covering(expected);
      Tensor found = QuantizedUpsample.of(exact, new QuantizationPlan.Scales(IN, out)).forward(x);
      assertThat(worst(found.dequantize(), expected)).isLessThan(0.51 * out.scale());
    }
  }

  @ParameterizedTest
  @CsvSource({"1.0", "0.37", "-0.8"})
  void aShortcutRoundsToHalfAStep(double alpha) {
    try (PointerScope scope = new PointerScope()) {
      Tensor x = input(8);
      Tensor y = input(8);
      Tensor expected = new ConstantShortcut("s", alpha).add(x.dequantize(), y.dequantize());
      QuantizationParameters out = covering(expected);
      Tensor found = QuantizedShortcut.of(new ConstantShortcut("s", alpha), out).add(x, y);
      assertThat(worst(found.dequantize(), expected)).isLessThan(0.51 * out.scale());
    }
  }

  @Test
  void quantizingWeightsAgainChangesNothing() {
    try (PointerScope scope = new PointerScope()) {
      QuantizedWeight once = QuantizedWeight.of(torch.randn(16, 8, 3, 3));
      QuantizedWeight twice = QuantizedWeight.of(once.dequantize());
      assertThat(torch.equal(once.integers(), twice.integers())).isTrue();
      assertThat(worst(once.scales(), twice.scales())).isLessThan(1e-8);
      assertThat(once.integers().abs().max().item().toInt()).isEqualTo(127);
    }
  }

  @Test
  void mixedFeatureMapsAreJoinedInFloatingPoint() {
    try (PointerScope scope = new PointerScope()) {
      Tensor x = input(8);
      Tensor joined = TensorExecution.INSTANCE.concat(java.util.List.of(x, x.dequantize()));
      assertThat(joined.is_quantized()).isFalse();
      assertThat(joined.size(1)).isEqualTo(16);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,2.55,0.01,0", "-1.275,1.275,0.01,128", "1,2.55,0.01,0", "-2.55,-1,0.01,255"})
  void aRangeAlwaysHoldsZero(double least, double greatest, double scale, int zeroPoint) {
    QuantizationParameters found = QuantizationParameters.of(least, greatest);
    assertThat(found.scale()).isCloseTo(scale, within(1e-9));
    assertThat(found.zeroPoint()).isEqualTo(zeroPoint);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "-1,0", "NaN,0", "Infinity,0", "1,-1", "1,256"})
  void whatIsNoScaleIsRefused(double scale, int zeroPoint) {
    assertThatThrownBy(() -> new QuantizationParameters(scale, zeroPoint))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
