package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;

import io.github.yolonas.testing.NativeLeakExtension;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A file cut short at any point is refused: no half-gray images. */
@ExtendWith(NativeLeakExtension.class)
class TruncationTest {
  private static final int WIDTH = 120;
  private static final int HEIGHT = 90;
  private static final byte[] RGB = Pixels.noise(WIDTH, HEIGHT);

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of("jpeg", encode("jpg")),
        Arguments.of("progressive jpeg", encode("jpg", IMWRITE_JPEG_PROGRESSIVE, 1)),
        Arguments.of("png", encode("png")),
        Arguments.of("bmp", encode("bmp")),
        Arguments.of("tiff, directory last", encode("tiff")),
        Arguments.of(
            "tiff, directory first", Encoding.tiff(RGB, WIDTH, HEIGHT, 1, ByteOrder.LITTLE_ENDIAN)),
        Arguments.of("webp", encode("webp", IMWRITE_WEBP_QUALITY, 80)),
        Arguments.of("lossless webp", encode("webp", IMWRITE_WEBP_QUALITY, 101)),
        Arguments.of("gif", encode("gif")));
  }

  private static byte[] encode(String extension, int... parameters) {
    return Encoding.encode(extension, RGB, WIDTH, HEIGHT, parameters);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void isRefusedWhereverItIsCut(String format, byte[] file) {
    assertThat(DecodeTest.decode(file)).hasSize(RGB.length);
    Set<Integer> lengths = new TreeSet<>(Set.of(1, 2, 3, 4, 8, 12, 16, 20, 26, 30, 50, 100));
    for (int missing : new int[] {1, 2, 3, 4, 8, 12, 13, 20, 50, 200}) {
      lengths.add(file.length - missing);
    }
    for (int percent = 5; percent < 100; percent += 5) {
      lengths.add(file.length * percent / 100);
    }
    for (int length : lengths) {
      assertThatThrownBy(() -> DecodeTest.decode(Arrays.copyOf(file, length)))
          .as("%d of %d bytes", length, file.length)
          .isInstanceOf(ImageReadException.class)
          .hasMessageStartingWith("byte[" + length + "]: ");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void saysThatTheDataIsCutShort(String format, byte[] file) {
    byte[] half = Arrays.copyOf(file, file.length / 2);
    assertThatThrownBy(() -> DecodeTest.decode(half))
        .isInstanceOf(ImageReadException.class)
        .hasMessageMatching(".*(is cut short, damaged|header is incomplete or damaged).*");
  }
}
