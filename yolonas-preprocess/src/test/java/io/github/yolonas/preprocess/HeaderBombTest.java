package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.yolonas.testing.NativeLeakExtension;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What stands in a header beside size and orientation is not even looked at: it takes neither
 * memory nor time, and reaches for nothing outside the file.
 */
@ExtendWith(NativeLeakExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HeaderBombTest {
  /** Java memory that a header may take for each byte of the file, and beside those. */
  private static final long EACH_BYTE = 2;

  private static final long MOST = 4L << 20;

  static Stream<Arguments> bombs() {
    byte[] jpeg = Encoding.encode("jpg", Pixels.noise(8, 8), 8, 8);
    byte[] webp = Encoding.encode("webp", Pixels.noise(8, 8), 8, 8);
    byte[] exif = ImageBomb.tiffShared(5_000);
    return Stream.of(
        Arguments.of("PNG text of 256 MB", ImageBomb.pngText(256)),
        Arguments.of("PNG chunk eXIf of 2 GB", ImageBomb.pngChunkLength("eXIf")),
        Arguments.of("PNG chunk iCCP of 2 GB", ImageBomb.pngChunkLength("iCCP")),
        Arguments.of("TIFF of 50,000 directories", ImageBomb.tiffChain(50_000)),
        Arguments.of("TIFF of 60,000 entries", ImageBomb.tiffShared(60_000)),
        Arguments.of("EXIF of JPEG", Encoding.jpegWithExif(jpeg, exif)),
        Arguments.of("EXIF of PNG", ImageBomb.pngWith("eXIf", exif)),
        Arguments.of("EXIF of WebP", Encoding.webpWithExif(webp, exif, 8, 8)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void theHeaderIsReadInLittleMemory(String what, byte[] file) {
    ImageDecoder.size(
        ImageSource.of(Encoding.encode("png", Pixels.noise(8, 8), 8, 8)),
        ImageReadOptions.defaults()); // classes load before the count
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    ImageSize size = ImageDecoder.size(ImageSource.of(file), ImageReadOptions.defaults());
    long taken = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertThat(size).isEqualTo(new ImageSize(8, 8));
    assertThat(taken).as("bytes").isLessThan(MOST + EACH_BYTE * file.length);
  }

  @Test
  void nothingOutsideTheFileIsReachedFor() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(500);
      String address = "http://127.0.0.1:" + server.getLocalPort() + "/entity";
      byte[] png = ImageBomb.pngExternalEntity(address);
      assertThat(ImageDecoder.size(ImageSource.of(png), ImageReadOptions.defaults()))
          .isEqualTo(new ImageSize(8, 8));
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  /** Else an image of any size would pass the limit of pixels. */
  @Test
  void ofTwoSizesTheDecodersCounts() {
    byte[] tiff = ImageBomb.tiffOfTwoSizes(30_000);
    assertThatThrownBy(
            () -> ImageDecoder.decode(ImageSource.of(tiff), ImageReadOptions.defaults()).close())
        .isInstanceOf(ImageReadException.class)
        .hasMessageContaining("30000×30000 = 900000000 pixels");
  }

  @Test
  void anExifBlockInAnyOrderIsFound() {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      byte[] png = ImageBomb.pngWith("eXIf", Encoding.exif(6, order));
      byte[] wide = Encoding.encode("png", Pixels.noise(8, 4), 8, 4);
      byte[] turned = Encoding.pngWithExif(wide, Encoding.exif(6, order));
      assertThat(ImageDecoder.size(ImageSource.of(png), ImageReadOptions.defaults()))
          .isEqualTo(new ImageSize(8, 8));
      assertThat(ImageDecoder.size(ImageSource.of(turned), ImageReadOptions.defaults()))
          .isEqualTo(new ImageSize(4, 8));
    }
  }
}
