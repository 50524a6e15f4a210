package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.testing.NativeLeakExtension;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every native byte comes back, and a small Java heap is no obstacle. */
@ExtendWith(NativeLeakExtension.class)
class NativeMemoryTest {
  private static final int RUNS = 500;
  private static final int SIDE = 600;

  /** About 1 MB decoded, 1.2 MB letterboxed, 5 MB uploaded; turned, so that all paths are taken. */
  private static void runOnce(Preprocessor preprocessor, byte[] jpeg) {
    try (PointerScope scope = new PointerScope();
        DecodedImage image =
            ImageDecoder.decode(ImageSource.of(jpeg), ImageReadOptions.defaults());
        LetterboxedImage boxed = preprocessor.prepare(image)) {
      Tensor input = preprocessor.upload(List.of(boxed), new Device("cpu"), ScalarType.Float);
      assertThat(input.numel()).isEqualTo(3 * 640 * 640);
      assertThat(scope).isNotNull();
    }
  }

  private static byte[] jpeg() {
    byte[] plain = Encoding.encode("jpg", Pixels.gradient(SIDE, SIDE), SIDE, SIDE);
    return Encoding.jpegWithExif(plain, Encoding.exif(6, ByteOrder.BIG_ENDIAN));
  }

  @Test
  void doesNotGrow() {
    Preprocessor preprocessor = new Preprocessor(PreprocessOptions.cocoDefault());
    byte[] jpeg = jpeg();
    byte[] cut = Arrays.copyOf(jpeg, jpeg.length / 2);
    for (int i = 0; i < 50; i++) {
      runOnce(preprocessor, jpeg);
    }
    long objects = Pointer.totalCount();
    long bytes = Pointer.physicalBytes();
    for (int i = 0; i < RUNS; i++) {
      runOnce(preprocessor, jpeg);
      assertThatThrownBy(() -> DecodeTest.decode(cut)).isInstanceOf(ImageReadException.class);
    }
    assertThat(Pointer.totalCount()).isEqualTo(objects);
    // One leaked image a run would be 500 MB. The allowance is for the JVM's own heap and code.
    assertThat(Pointer.physicalBytes() - bytes).isLessThan(100L << 20);
  }

  /** 108 million pixels, 324 MB of them, in a JVM whose heap is 64 MB. */
  @Test
  void aSmallHeapIsEnoughForALargePhotograph() throws IOException, InterruptedException {
    Process small =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeap.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(small.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(small.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output).contains("12000×9000 in a heap of 64 MiB, limits 0 and 0: 3×640×640");
    assertThat(small.exitValue()).isZero();
  }
}
