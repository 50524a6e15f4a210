package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.preprocess.ProcessingStep.DetectionBottomRightPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionRescale;
import io.github.yolonas.preprocess.ProcessingStep.ImagePermute;
import io.github.yolonas.preprocess.ProcessingStep.ReverseImageChannels;
import io.github.yolonas.preprocess.ProcessingStep.StandardizeImage;
import io.github.yolonas.testing.NativeLeakExtension;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pipelines other than the default, extreme sizes, and who owns what. */
@ExtendWith(NativeLeakExtension.class)
class PreprocessorTest {
  private static final Preprocessor COCO = new Preprocessor(PreprocessOptions.cocoDefault());

  private static DecodedImage decode(byte[] rgb, int width, int height) {
    return ImageDecoder.decode(ImageSource.ofRgb(rgb, width, height), ImageReadOptions.defaults());
  }

  private static byte[] prepare(PreprocessOptions options, byte[] rgb, int width, int height) {
    try (DecodedImage image = decode(rgb, width, height);
        LetterboxedImage boxed = new Preprocessor(options).prepare(image)) {
      return boxed.toBytes();
    }
  }

  private static PreprocessOptions pipeline(ProcessingStep... steps) {
    return new PreprocessOptions(List.of(steps));
  }

  @Test
  void withoutResizingTheImageLiesInTheCornerOnBlack() {
    byte[] rgb = Pixels.noise(70, 40);
    byte[] boxed = prepare(PreprocessOptions.cocoDefault().skipImageResizing(), rgb, 70, 40);
    assertThat(boxed).hasSize(64 * 96 * 3);
    for (int y = 0; y < 64; y++) {
      for (int i = 0; i < 96 * 3; i++) {
        int expected = y < 40 && i < 70 * 3 ? rgb[y * 70 * 3 + i] : 0;
        assertThat((int) boxed[y * 96 * 3 + i]).isEqualTo(expected);
      }
    }
  }

  @Test
  void anOddNumberOfReversalsGivesBgr() {
    byte[] rgb = Pixels.noise(32, 32);
    byte[] bgr =
        prepare(
            pipeline(
                new ReverseImageChannels(),
                new DetectionBottomRightPadding(32, 32, 0),
                new StandardizeImage(255),
                new ImagePermute()),
            rgb,
            32,
            32);
    for (int i = 0; i < rgb.length; i += 3) {
      assertThat(new byte[] {bgr[i + 2], bgr[i + 1], bgr[i]})
          .isEqualTo(new byte[] {rgb[i], rgb[i + 1], rgb[i + 2]});
    }
  }

  @Test
  void plainRescaleHasAScaleForEachAxis() {
    Preprocessor preprocessor =
        new Preprocessor(pipeline(new DetectionRescale(64, 128), new ImagePermute()));
    Letterbox box = preprocessor.letterbox(300, 100);
    assertThat(box.scaleX()).isEqualTo(128 / 300.0);
    assertThat(box.scaleY()).isEqualTo(64 / 100.0);
    assertThat(box.toImageX(128)).isEqualTo(128 * (float) (1 / (128 / 300.0)));
    assertThat(box.toImageY(64)).isEqualTo(64 * (float) (1 / (64 / 100.0)));
  }

  @Test
  void anImageLargerThanAPaddingWithoutRescaleIsRefused() {
    Preprocessor preprocessor =
        new Preprocessor(pipeline(new DetectionBottomRightPadding(32, 64, 0), new ImagePermute()));
    assertThatThrownBy(() -> preprocessor.letterbox(65, 32))
        .isInstanceOf(ImageReadException.class)
        .hasMessageContaining("65×32")
        .hasMessageContaining("at most 64×32, for DetectionBottomRightPadding");
  }

  @ParameterizedTest
  @CsvSource({
    // width, height, resized width, resized height
    "1, 1, 636, 636",
    "5000, 1, 636, 1",
    "1, 5000, 1, 636",
    "12000, 9000, 636, 477",
  })
  void extremeSizes(int width, int height, int resizedWidth, int resizedHeight) {
    byte[] rgb = new byte[width * height * 3];
    Arrays.fill(rgb, (byte) 200);
    byte[] boxed = prepare(PreprocessOptions.cocoDefault(), rgb, width, height);
    int bright = 0;
    for (byte b : boxed) {
      assertThat(b).isIn((byte) 200, (byte) 114);
      bright += b == (byte) 200 ? 1 : 0;
    }
    assertThat(bright).isEqualTo(resizedWidth * resizedHeight * 3);
  }

  @Test
  void theInputIsChannelsLastAndInTheCallersScope() {
    try (DecodedImage image = decode(Pixels.noise(64, 48), 64, 48);
        LetterboxedImage boxed = COCO.prepare(image);
        PointerScope scope = new PointerScope()) {
      for (ScalarType type : List.of(ScalarType.Float, ScalarType.Half, ScalarType.BFloat16)) {
        Tensor input = COCO.upload(List.of(boxed, boxed), new Device("cpu"), type);
        assertThat(input.isNull()).isFalse();
        assertThat(input.sizes().vec().get()).containsExactly(2, 3, 640, 640);
        assertThat(input.strides().vec().get()).containsExactly(640 * 640 * 3, 1, 640 * 3, 3);
        assertThat(input.is_contiguous(MemoryFormat.ChannelsLast)).isTrue();
        assertThat(input.scalar_type().intern()).isEqualTo(type);
      }
    }
  }

  @Test
  void withoutAScopeTheCallerOwnsTheInput() {
    try (DecodedImage image = decode(Pixels.noise(64, 48), 64, 48);
        LetterboxedImage boxed = COCO.prepare(image);
        Device cpu = new Device("cpu");
        Tensor input = COCO.upload(List.of(boxed), cpu, ScalarType.Float)) {
      assertThat(input.numel()).isEqualTo(3 * 640 * 640);
    }
  }

  /** What training feeds is what prediction feeds, bit for bit; swapped where the pipeline says. */
  @Test
  void pixelsOnTheHeapGiveTheSameInput() {
    Preprocessor bgr =
        new Preprocessor(
            new PreprocessOptions(
                List.of(
                    new ProcessingStep.DetectionLongestMaxSizeRescale(60, 60),
                    new ProcessingStep.ReverseImageChannels(),
                    new ProcessingStep.DetectionCenterPadding(64, 64, 114),
                    new ProcessingStep.StandardizeImage(255),
                    new ProcessingStep.ImagePermute())));
    Preprocessor rgb = new Preprocessor(PreprocessOptions.cocoDefault().withInputSize(64, 64));
    try (PointerScope scope = new PointerScope();
        DecodedImage image = decode(Pixels.noise(50, 40), 50, 40);
        LetterboxedImage boxed = rgb.prepare(image);
        LetterboxedImage swapped = bgr.prepare(image)) {
      assertThat(scope).isNotNull();
      InputSize size = new InputSize(64, 64);
      Device cpu = new Device("cpu");
      byte[] once = boxed.toBytes();
      byte[] twice = Arrays.copyOf(once, 2 * once.length);
      System.arraycopy(once, 0, twice, once.length, once.length);
      for (ScalarType type : new ScalarType[] {ScalarType.Float, ScalarType.BFloat16}) {
        Tensor input = rgb.upload(twice, size, cpu, type);
        assertThat(input.equal(rgb.upload(List.of(boxed, boxed), cpu, type))).isTrue();
        assertThat(input.is_contiguous(MemoryFormat.ChannelsLast)).isTrue();
      }
      assertThat(
              bgr.upload(once, size, cpu, ScalarType.Float)
                  .equal(bgr.upload(List.of(swapped), cpu, ScalarType.Float)))
          .isTrue();
      assertThatThrownBy(() -> rgb.upload(new byte[100], size, cpu, ScalarType.Float))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "pixels: expected a multiple of the 12288 bytes of 64×64, at least one, found 100"
                  + " bytes");
      assertThatThrownBy(() -> rgb.upload(new byte[0], size, cpu, ScalarType.Float))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesNoImagesAndMixedSizes() {
    Preprocessor free = new Preprocessor(PreprocessOptions.cocoDefault().skipImageResizing());
    try (Device cpu = new Device("cpu");
        DecodedImage image = decode(Pixels.noise(64, 48), 64, 48);
        LetterboxedImage small = free.prepare(image);
        LetterboxedImage large = COCO.prepare(image)) {
      assertThatThrownBy(() -> COCO.upload(List.of(), cpu, ScalarType.Float))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at least one");
      assertThatThrownBy(() -> COCO.upload(List.of(small, large), cpu, ScalarType.Float))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("64×64 and 640×640");
    }
  }

  @Test
  void closedImagesSaySo() {
    DecodedImage image = decode(Pixels.noise(4, 4), 4, 4);
    LetterboxedImage boxed = COCO.prepare(image);
    image.close();
    image.close();
    boxed.close();
    boxed.close();
    assertThatThrownBy(image::toRgbImage)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("RGB pixels 4×4: the image is closed");
    assertThatThrownBy(() -> COCO.prepare(image)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(boxed::toBytes).isInstanceOf(IllegalStateException.class);
  }
}
