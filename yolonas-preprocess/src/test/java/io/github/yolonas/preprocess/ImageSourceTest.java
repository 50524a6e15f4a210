package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;

import io.github.yolonas.testing.NativeLeakExtension;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacv.Frame;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an image comes in as, the same pixels come out. */
@ExtendWith(NativeLeakExtension.class)
class ImageSourceTest {
  private static final int WIDTH = 37;
  private static final int HEIGHT = 23;
  private static final byte[] RGB = Pixels.noise(WIDTH, HEIGHT);

  private static byte[] bgr() {
    byte[] bgr = RGB.clone();
    for (int i = 0; i < bgr.length; i += 3) {
      bgr[i] = RGB[i + 2];
      bgr[i + 2] = RGB[i];
    }
    return bgr;
  }

  private static byte[] decode(ImageSource source) {
    try (DecodedImage image = ImageDecoder.decode(source, ImageReadOptions.defaults())) {
      assertThat(image.name()).isEqualTo(source.name());
      return image.toRgbImage().toRgbBytes();
    }
  }

  private static void refuses(ImageSource source, String message) {
    assertThatThrownBy(() -> decode(source))
        .isInstanceOf(ImageReadException.class)
        .hasMessageStartingWith(source.name())
        .hasMessageContaining(message);
  }

  @Test
  void bytesMayHaveAName() {
    ImageSource source = ImageSource.of(new byte[] {1, 2, 3}, "table/7.jpg");
    assertThat(source.name()).isEqualTo("table/7.jpg");
    refuses(source, "expected");
    assertThat(ImageSource.of(new byte[3]).name()).isEqualTo("byte[3]");
  }

  @Test
  void rawPixels() {
    assertThat(decode(ImageSource.ofRgb(RGB, WIDTH, HEIGHT))).isEqualTo(RGB);
    assertThat(decode(ImageSource.ofBgr(bgr(), WIDTH, HEIGHT))).isEqualTo(RGB);
    ByteBuffer direct = ByteBuffer.allocateDirect(5 + RGB.length).position(5);
    direct.put(RGB).position(5);
    ImageSource source = ImageSource.ofRgb(direct, WIDTH, HEIGHT);
    assertThat(decode(source)).isEqualTo(RGB);
    assertThat(decode(source)).as("a second time").isEqualTo(RGB);
    assertThat(direct.position()).isEqualTo(5);
    assertThat(decode(ImageSource.ofBgr(ByteBuffer.wrap(bgr()), WIDTH, HEIGHT))).isEqualTo(RGB);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2, 11, 11 bytes",
    "0, 5, 0, no pixels",
    "-1, -4, 12, no pixels",
    "65536, 65536, 0, 0 bytes"
  })
  void rawPixelsOfAnotherNumber(int width, int height, int bytes, String message) {
    assertThatThrownBy(() -> ImageSource.ofRgb(new byte[bytes], width, height))
        .isInstanceOf(ImageReadException.class)
        .hasMessageContaining(message);
  }

  @Test
  void rgbImages() {
    RgbImage image = RgbImage.ofRgb(RGB, WIDTH, HEIGHT);
    assertThat(decode(ImageSource.of(image))).isEqualTo(RGB);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_INT_BGR,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR
      })
  void javaImages(int type) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int rgb = (RGB[3 * i] & 255) << 16 | (RGB[3 * i + 1] & 255) << 8 | (RGB[3 * i + 2] & 255);
      image.setRGB(i % WIDTH, i / WIDTH, 0x80000000 | rgb);
    }
    assertThat(decode(ImageSource.of(image))).isEqualTo(RGB);
    assertThat(decode(ImageSource.of(image.getSubimage(0, 0, WIDTH, 1))))
        .isEqualTo(Arrays.copyOf(RGB, WIDTH * 3));
  }

  /** getRGB would give 149 for a sample of 77. */
  @Test
  void grayJavaImagesKeepTheirSamples() {
    BufferedImage eight = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    eight.getRaster().setSample(0, 0, 0, 77);
    assertThat(decode(ImageSource.of(eight))).containsExactly(77, 77, 77);
    BufferedImage sixteen = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
    sixteen.getRaster().setSample(0, 0, 0, 0x4DFF);
    assertThat(decode(ImageSource.of(sixteen))).containsExactly(77, 77, 77);
  }

  @Test
  void mats() {
    try (PointerScope scope = new PointerScope()) {
      Mat image = new Mat(HEIGHT, WIDTH, CV_8UC3);
      image.data().put(bgr());
      assertThat(decode(ImageSource.of(image))).isEqualTo(RGB);
      assertThat(image.isNull()).as("taken from the caller").isFalse();
      Mat pixel = image.apply(new Rect(1, 0, 1, 1));
      assertThat(decode(ImageSource.of(pixel))).containsExactly(RGB[3], RGB[4], RGB[5]);
      Mat gray = new Mat(1, 1, CV_8UC1);
      gray.data().put((byte) 9);
      assertThat(decode(ImageSource.of(gray))).containsExactly(9, 9, 9);
      Mat bgra = new Mat(1, 1, CV_8UC4);
      bgra.data().put(new byte[] {1, 2, 3, 4});
      assertThat(decode(ImageSource.of(bgra))).containsExactly(3, 2, 1);
      refuses(ImageSource.of(new Mat()), "empty or closed");
      refuses(ImageSource.of(new Mat(2, 2, CV_8UC2)), "2 channels");
      refuses(ImageSource.of(new Mat(2, 2, CV_32FC3)), "8-bit unsigned");
    }
  }

  @Test
  void frames() {
    try (Frame padded = new Frame(WIDTH, HEIGHT, Frame.DEPTH_UBYTE, 3, 128);
        Frame floats = new Frame(4, 4, Frame.DEPTH_FLOAT, 3);
        Frame sound = new Frame()) {
      assertThat(padded.imageStride).isGreaterThan(3 * WIDTH);
      ByteBuffer pixels = (ByteBuffer) padded.image[0];
      for (int y = 0; y < HEIGHT; y++) {
        pixels.put(y * padded.imageStride, bgr(), y * WIDTH * 3, WIDTH * 3);
      }
      assertThat(decode(ImageSource.of(padded))).isEqualTo(RGB);
      refuses(ImageSource.of(floats), "8-bit unsigned");
      refuses(ImageSource.of(sound), "the frame holds no image");
      padded.imageHeight++;
      refuses(ImageSource.of(padded), "expected at least");
      padded.imageHeight--;
    }
  }

  @Test
  void filesOfOtherFileSystems(@TempDir Path folder) throws IOException, URISyntaxException {
    URI zip = new URI("jar", folder.resolve("a.zip").toUri().toString(), null);
    try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Path file = files.getPath("/photo.png");
      Files.write(file, Encoding.encode("png", RGB, WIDTH, HEIGHT));
      assertThat(decode(ImageSource.of(file))).isEqualTo(RGB);
    }
  }
}
