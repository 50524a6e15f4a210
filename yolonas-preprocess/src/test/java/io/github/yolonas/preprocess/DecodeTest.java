package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;

import io.github.yolonas.testing.NativeLeakExtension;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format, and the kinds of pixels each may hold. */
@ExtendWith(NativeLeakExtension.class)
class DecodeTest {
  private static final int WIDTH = 61;
  private static final int HEIGHT = 43;
  private static final byte[] RGB = Pixels.gradient(WIDTH, HEIGHT);

  static byte[] decode(byte[] file) {
    try (DecodedImage image =
        ImageDecoder.decode(ImageSource.of(file), ImageReadOptions.defaults())) {
      return image.toRgbImage().toRgbBytes();
    }
  }

  private static byte[] imageIo(String format, BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void losslessFormatsGiveTheExactPixels(String format) {
    assertThat(decode(Encoding.encode(format, RGB, WIDTH, HEIGHT))).isEqualTo(RGB);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void filesOfAnotherWriterToo(String format) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    image.setData(RgbImage.ofRgb(RGB, WIDTH, HEIGHT).toBufferedImage().getData());
    assertThat(decode(imageIo(format, image))).isEqualTo(RGB);
  }

  @Test
  void losslessWebp() {
    byte[] file = Encoding.encode("webp", RGB, WIDTH, HEIGHT, IMWRITE_WEBP_QUALITY, 101);
    assertThat(decode(file)).isEqualTo(RGB);
  }

  @Test
  void lossyFormatsStayClose() {
    byte[] baseline = Encoding.encode("jpg", RGB, WIDTH, HEIGHT, IMWRITE_JPEG_QUALITY, 100);
    byte[] progressive =
        Encoding.encode(
            "jpg", RGB, WIDTH, HEIGHT, IMWRITE_JPEG_QUALITY, 100, IMWRITE_JPEG_PROGRESSIVE, 1);
    assertThat(Pixels.largestDifference(decode(baseline), RGB)).isLessThanOrEqualTo(8);
    assertThat(decode(progressive)).isEqualTo(decode(baseline));
    byte[] webp = Encoding.encode("webp", RGB, WIDTH, HEIGHT, IMWRITE_WEBP_QUALITY, 95);
    assertThat(Pixels.largestDifference(decode(webp), RGB)).isLessThanOrEqualTo(24);
  }

  /** Pillow too reads a transparent pixel as the palette's colour. */
  @ParameterizedTest
  @ValueSource(strings = {"gif", "png"})
  void palettesAreExpandedAndTransparencyIsDropped(String format) throws IOException {
    byte[] red = {(byte) 200, 10, 20, 0};
    byte[] green = {1, 2, 3, 4};
    byte[] blue = {5, 6, 7, (byte) 255};
    IndexColorModel palette = new IndexColorModel(2, 4, red, green, blue, 2);
    BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
    image.getRaster().setSamples(0, 0, 4, 1, 0, new int[] {0, 1, 2, 3});
    assertThat(decode(imageIo(format, image)))
        .containsExactly(200, 1, 5, 10, 2, 6, 20, 3, 7, 0, 4, 255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "webp", "bmp", "tiff"})
  void alphaIsDropped(String format) {
    try (PointerScope scope = new PointerScope()) {
      Mat bgra = new Mat(1, 2, CV_8UC4);
      bgra.data().put(new byte[] {10, 20, 30, 40, 50, 60, 70, (byte) 255});
      byte[] file = Encoding.encode(format, bgra, IMWRITE_WEBP_QUALITY, 101);
      assertThat(decode(file)).containsExactly(30, 20, 10, 70, 60, 50);
    }
  }

  @Test
  void unassociatedAlphaOfTiffIsDroppedToo() {
    byte[] samples = {10, 20, 30, 40, 50, 60, 70, (byte) 128};
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      assertThat(decode(Encoding.tiff(samples, 2, 1, 1, order)))
          .containsExactly(10, 20, 30, 50, 60, 70);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "tiff"})
  void grayIsRepeated(String format) {
    try (PointerScope scope = new PointerScope()) {
      Mat gray = new Mat(8, 8, CV_8UC1);
      gray.data().put("M".repeat(64).getBytes(StandardCharsets.US_ASCII));
      assertThat(decode(Encoding.encode(format, gray))).hasSize(192).containsOnly('M');
    }
  }

  @Test
  void sixteenBitsAreCutToTheUpperEight() {
    try (PointerScope scope = new PointerScope()) {
      Mat bgr = new Mat(1, 1, CV_16UC3);
      ShortBuffer samples = bgr.createBuffer();
      samples.put(new short[] {0x10FF, 0x2080, 0x3000});
      assertThat(decode(Encoding.encode("png", bgr))).containsExactly(0x30, 0x20, 0x10);
      Mat gray = new Mat(1, 1, CV_16UC1);
      ShortBuffer sample = gray.createBuffer();
      sample.put((short) 0x12FF);
      assertThat(decode(Encoding.encode("png", gray))).containsExactly(0x12, 0x12, 0x12);
    }
  }

  /** Without Adobe's marker, CMYK samples count ink: 255 is all of it. */
  @Test
  void cmykJpeg() throws IOException {
    WritableRaster ink = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
    for (int i = 0; i < 256; i++) {
      ink.setPixel(i % 16, i / 16, new int[] {255, 128, 64, 200});
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream target = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(target);
      writer.write(null, new IIOImage(ink, null, null), null);
    }
    writer.dispose();
    byte[] rgb = decode(out.toByteArray());
    assertThat(rgb).hasSize(16 * 16 * 3);
    // OpenCV multiplies sample and black, as for Adobe's inverted samples: 255·200/255,
    // 128·200/255…
    assertThat(Pixels.largestDifference(Arrays.copyOf(rgb, 3), new byte[] {(byte) 200, 100, 50}))
        .isLessThanOrEqualTo(2);
  }
}
