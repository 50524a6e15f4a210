package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.yolonas.preprocess.ProcessingStep.DetectionBottomRightPadding;
import io.github.yolonas.preprocess.ProcessingStep.ImagePermute;
import io.github.yolonas.preprocess.ProcessingStep.NormalizeImage;
import io.github.yolonas.preprocess.ProcessingStep.StandardizeImage;
import io.github.yolonas.testing.NativeLeakExtension;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All 256 pixel values, bit for bit. */
@ExtendWith(NativeLeakExtension.class)
class NormalizationTest {
  private static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);
  private static final List<Double> STD = List.of(0.229, 0.224, 0.225);

  /** A 32×32 image whose first 256 pixels are gray 0 to 255, through a pipeline on a device. */
  private static float[][] ramp(String device, ProcessingStep... numeric) {
    byte[] rgb = new byte[32 * 32 * 3];
    for (int i = 0; i < 256 * 3; i++) {
      rgb[i] = (byte) (i / 3);
    }
    List<ProcessingStep> steps = new ArrayList<>(List.of(numeric));
    steps.add(0, new DetectionBottomRightPadding(32, 32, 0));
    steps.add(new ImagePermute());
    Preprocessor preprocessor = new Preprocessor(new PreprocessOptions(steps));
    ImageSource source = ImageSource.ofRgb(rgb, 32, 32);
    try (PointerScope scope = new PointerScope();
        DecodedImage image = ImageDecoder.decode(source, ImageReadOptions.defaults());
        LetterboxedImage boxed = preprocessor.prepare(image)) {
      Tensor input = preprocessor.upload(List.of(boxed), new Device(device), ScalarType.Float);
      float[] flat = new float[3 * 1024];
      input.cpu().contiguous().data_ptr_float().get(flat);
      float[][] channels = new float[3][256];
      for (int c = 0; c < 3; c++) {
        System.arraycopy(flat, c * 1024, channels[c], 0, 256);
      }
      return channels;
    }
  }

  private static void checkStandardized(String device, double maxValue) {
    float[][] values = ramp(device, new StandardizeImage(maxValue));
    for (int pixel = 0; pixel < 256; pixel++) {
      for (float[] channel : values) {
        assertThat(channel[pixel]).isEqualTo((float) (pixel / maxValue));
      }
    }
  }

  private static void checkNormalized(String device) {
    float[][] values = ramp(device, new StandardizeImage(255), new NormalizeImage(MEAN, STD));
    for (int c = 0; c < 3; c++) {
      float mean = MEAN.get(c).floatValue();
      float std = STD.get(c).floatValue();
      for (int pixel = 0; pixel < 256; pixel++) {
        float standardized = (float) (pixel / 255.0);
        assertThat(values[c][pixel]).isEqualTo((standardized - mean) / std);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {255, 127.5, 1, 256, 0.3, 254.9, 3e-5})
  void dividesAsTheOriginal(double maxValue) {
    checkStandardized("cpu", maxValue);
  }

  @Test
  void normalizesInFloat() {
    checkNormalized("cpu");
  }

  @Test
  void withoutNumericStepsPixelsBecomeFloats() {
    assertThat(ramp("cpu")[2][200]).isEqualTo(200f);
  }

  @Test
  void floatDivisionIsExactFor255ButNotForEveryDivisor() {
    assertThat(Normalization.floatDivisionIsExact(255)).isTrue();
    assertThat(Normalization.floatDivisionIsExact(254.9)).isFalse();
  }

  /** A multiplication by 1/255 would pass for a division on most values; not on all. */
  @Test
  void aReciprocalWouldShow() {
    int different = 0;
    for (int pixel = 0; pixel < 256; pixel++) {
      different += pixel * (1 / 255f) == (float) (pixel / 255.0) ? 0 : 1;
    }
    assertThat(different).isGreaterThan(0);
  }

  @Test
  @Tag("gpu")
  void cudaGivesTheSameBits() {
    assumeTrue(torch.cuda_is_available(), "skipped: there is no CUDA device");
    checkStandardized("cuda", 255);
    checkStandardized("cuda", 254.9);
    checkNormalized("cuda");
  }
}
