package io.github.yolonas.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.InferenceException;
import io.github.yolonas.postprocess.DecodedBoxes;
import io.github.yolonas.testing.NativeLeakExtension;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NativeLeakExtension.class)
class FiniteCheckTest {

  /** Broken is any one of 2·30·(4 + 5) numbers; no row shows it, for none was chosen. */
  @ParameterizedTest
  @CsvSource({
    "boxes,  NaN,       Half,     bf16 or fp32",
    "scores, NaN,       Half,     bf16 or fp32",
    "boxes,  Infinity,  Float,    are the weights finite?",
    "scores, -Infinity, BFloat16, are the weights finite?",
  })
  void oneBrokenNumberIsEnough(String where, double value, ScalarType dtype, String advice) {
    try (PointerScope scope = new PointerScope()) {
      DecodedBoxes decoded = new DecodedBoxes(torch.zeros(2, 30, 4), torch.zeros(2, 30, 5));
      Tensor part = where.equals("boxes") ? decoded.boxes() : decoded.scores();
      part.select(0, 1).select(0, 17).select(0, 3).fill_(new Scalar(value));
      Tensor sealed = FiniteCheck.seal(decoded, torch.zeros(0, 7));
      assertThatThrownBy(() -> FiniteCheck.open(sealed, dtype))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("found a sum of %s in %s", value, lower(dtype))
          .hasMessageEndingWith(advice);
    }
  }

  private static String lower(ScalarType dtype) {
    return dtype.name().toLowerCase(java.util.Locale.ROOT);
  }

  @ParameterizedTest
  @CsvSource({"0", "3"})
  void theRowsComeBackAsTheyWere(int rows) {
    try (PointerScope scope = new PointerScope()) {
      DecodedBoxes decoded = new DecodedBoxes(torch.ones(1, 9, 4), torch.ones(1, 9, 2));
      Tensor before = torch.rand(rows, 7);
      Tensor after = FiniteCheck.open(FiniteCheck.seal(decoded, before), ScalarType.Float);
      assertThat(after.equal(before)).isTrue();
    }
  }

  /** The boxes of one image sum to millions, which a half does not hold. */
  @Test
  void theSumOfHalvesMayBeLarge() {
    try (PointerScope scope = new PointerScope()) {
      Tensor boxes = torch.full(new long[] {1, 8_400, 4}, new Scalar(600));
      DecodedBoxes half =
          new DecodedBoxes(boxes.to(ScalarType.Half), torch.zeros(1, 8_400, 3).to(ScalarType.Half));
      Tensor sealed = FiniteCheck.seal(half, torch.zeros(1, 7));
      assertThat(FiniteCheck.open(sealed, ScalarType.Half).size(0)).isEqualTo(1);
    }
  }

  /** Of a tensor without values nothing can be asked. */
  @Test
  void sealingAsksNothing() {
    try (PointerScope scope = new PointerScope()) {
      TensorOptions nowhere =
          new TensorOptions(ScalarType.Float).device(new DeviceOptional(new Device("meta")));
      DecodedBoxes decoded =
          new DecodedBoxes(
              torch.empty(new long[] {2, 30, 4}, nowhere, null),
              torch.empty(new long[] {2, 30, 5}, nowhere, null));
      Tensor rows = torch.empty(new long[] {2_048, 7}, nowhere, null);
      assertThat(FiniteCheck.seal(decoded, rows).size(0)).isEqualTo(2_049);
    }
  }
}
