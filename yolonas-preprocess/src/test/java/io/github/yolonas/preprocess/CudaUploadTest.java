package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.yolonas.testing.NativeLeakExtension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What arrives on a graphics card is what a processor's network would see. */
@Tag("gpu")
@ExtendWith(NativeLeakExtension.class)
class CudaUploadTest {
  private static final String DEVICE = "cuda:0";
  private static final Preprocessor COCO = new Preprocessor(PreprocessOptions.cocoDefault());

  @BeforeEach
  void requireDevice() {
    assumeTrue(torch.cuda_is_available(), "skipped: there is no CUDA device");
  }

  /** One upload after the other, so that pinned blocks are used again while copies are queued. */
  @ParameterizedTest
  @EnumSource(names = {"Float", "Half", "BFloat16"})
  void theSameBitsAsOnTheProcessor(ScalarType type) {
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> there = new ArrayList<>();
      for (int upload = 0; upload < 8; upload++) {
        there.add(upload(upload, DEVICE, type));
      }
      for (int upload = 0; upload < 8; upload++) {
        assertThat(there.get(upload).is_contiguous(MemoryFormat.ChannelsLast)).isTrue();
        assertThat(there.get(upload).cpu().equal(upload(upload, "cpu", type))).isTrue();
      }
    }
  }

  /** The same from the Java heap, which may change as soon as the call is over. */
  @ParameterizedTest
  @EnumSource(names = {"Float", "BFloat16"})
  void theSameBitsFromTheHeap(ScalarType type) {
    InputSize size = new InputSize(640, 640);
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> there = new ArrayList<>();
      for (int upload = 0; upload < 8; upload++) {
        byte[] pixels = Pixels.noise(640, 2 * 640 - upload % 2 * 640);
        there.add(COCO.upload(pixels, size, new Device(DEVICE), type));
        Arrays.fill(pixels, (byte) 0);
      }
      for (int upload = 0; upload < 8; upload++) {
        byte[] pixels = Pixels.noise(640, 2 * 640 - upload % 2 * 640);
        Tensor here = COCO.upload(pixels, size, new Device("cpu"), type);
        assertThat(there.get(upload).cpu().equal(here)).isTrue();
      }
    }
  }

  /** Four images, closed as soon as they are uploaded. */
  private static Tensor upload(int seed, String device, ScalarType type) {
    List<LetterboxedImage> images =
        IntStream.range(0, 4).mapToObj(i -> letterboxed(40 + 4 * seed + i)).toList();
    try {
      return COCO.upload(images, new Device(device), type);
    } finally {
      images.forEach(LetterboxedImage::close);
    }
  }

  private static LetterboxedImage letterboxed(int width) {
    ImageSource source = ImageSource.ofRgb(Pixels.noise(width, 48), width, 48);
    try (DecodedImage image = ImageDecoder.decode(source, ImageReadOptions.defaults())) {
      return COCO.prepare(image);
    }
  }
}
