package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.testing.NativeLeakExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no image, or pretends to be a larger one: each with what its message must say. */
@ExtendWith(NativeLeakExtension.class)
class HostileImageTest {
  @TempDir Path folder;

  static Stream<Arguments> contents() {
    return Stream.of(
        Arguments.of("text named .jpg", ascii("hello, world"), "starts with \"hello, world\""),
        Arguments.of("HTML error page", ascii("<!DOCTYPE html><html>"), "\"<!DOCTYPE html><\""),
        Arguments.of("empty", new byte[0], "it is empty (0 bytes)"),
        Arguments.of("one byte", new byte[] {(byte) 0xFF}, "content is not an image"),
        Arguments.of("binary", new byte[] {0, 1, 2, 3, 4, 5, 6, 7}, "\\x00\\x01\\x02"),
        Arguments.of("PDF", ascii("%PDF-1.7 0123456789"), "the content is PDF"),
        Arguments.of("ZIP", ascii("PK\3\4 0123456789abcdef"), "the content is ZIP"),
        Arguments.of("SVG", ascii("<svg xmlns=''></svg>"), "starts with \"<svg"),
        Arguments.of("JPEG start only", new byte[] {-1, -40, -1}, "header is incomplete"),
        Arguments.of("JPEG headers only", jpegHeaders(), "header is incomplete"),
        Arguments.of("PNG bomb", pngOf(100_000, 100_000), "100000×100000 = 10000000000 pixels"),
        Arguments.of("PNG of the largest size", pngOf(-1 >>> 1, -1 >>> 1), "pixels"),
        Arguments.of("PNG without pixels", pngOf(0, 10), "header"),
        Arguments.of("PNG of negative width", pngOf(-5, 10), "header"),
        Arguments.of("GIF bomb", gifOf(65_535, 65_535), "at most maxPixels = 268435456"),
        Arguments.of("BMP bomb", bmpOf(60_000, -60_000), "60000×60000 = 3600000000 pixels"),
        Arguments.of("BMP of odd height", bmpOf(1, Integer.MIN_VALUE), "header"),
        Arguments.of("TIFF bomb", tiffOf(60_000), "at most maxPixels"),
        Arguments.of("PNG of noise", corrupted("png"), "cut short, damaged"),
        Arguments.of("GIF of noise", corrupted("gif"), "cut short, damaged"));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] jpegHeaders() {
    byte[] jpeg = Encoding.encode("jpg", Pixels.noise(64, 64), 64, 64);
    for (int i = 0; ; i++) {
      if (jpeg[i] == -1 && jpeg[i + 1] == (byte) 0xDA) {
        return Arrays.copyOf(jpeg, i);
      }
    }
  }

  private static byte[] pngOf(int width, int height) {
    byte[] size =
        ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put((byte) 2).array();
    byte[] png = Encoding.encode("png", Pixels.noise(8, 8), 8, 8);
    System.arraycopy(Encoding.pngChunk("IHDR", size), 0, png, 8, 25);
    return png;
  }

  private static byte[] gifOf(int width, int height) {
    byte[] gif = Encoding.encode("gif", Pixels.noise(8, 8), 8, 8);
    ByteBuffer.wrap(gif)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(6, (short) width)
        .putShort(8, (short) height);
    return gif;
  }

  private static byte[] bmpOf(int width, int height) {
    byte[] bmp = Encoding.encode("bmp", Pixels.noise(8, 8), 8, 8);
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, width).putInt(22, height);
    return bmp;
  }

  private static byte[] tiffOf(int side) {
    byte[] tiff = Encoding.tiff(Pixels.noise(8, 8), 8, 8, 1, ByteOrder.BIG_ENDIAN);
    ByteBuffer.wrap(tiff).putShort(18, (short) side).putShort(30, (short) side);
    return tiff;
  }

  private static byte[] corrupted(String format) {
    byte[] file = Encoding.encode(format, Pixels.noise(64, 64), 64, 64);
    for (int i = file.length / 2; i < file.length - 20; i++) {
      file[i] ^= 0x55;
    }
    return file;
  }

  private static void refuses(ImageSource source, ImageReadOptions options, String message) {
    assertThatThrownBy(() -> ImageDecoder.decode(source, options).close())
        .isInstanceOf(ImageReadException.class)
        .hasMessageStartingWith(source.name() + ": ")
        .hasMessageContaining(message)
        .hasMessageContaining("; expected ")
        .extracting(e -> ((ImageReadException) e).source())
        .isEqualTo(source.name());
  }

  private static void refuses(ImageSource source, String message) {
    refuses(source, ImageReadOptions.defaults(), message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("contents")
  void refusesContents(String what, byte[] content, String message) throws IOException {
    refuses(ImageSource.of(content), message);
    refuses(ImageSource.of(new ByteArrayInputStream(content)), message);
    refuses(ImageSource.of(Files.write(folder.resolve("photo.jpg"), content)), message);
  }

  @Test
  void refusesPaths() {
    refuses(ImageSource.of(folder), "it is a directory");
    refuses(ImageSource.of(folder.resolve("absent.png")), "there is no such file");
    refuses(ImageSource.of(folder.resolve("absent.png").toUri()), "there is no such file");
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://host/a.jpg, the scheme ftp",
    "data:image/png;base64%2CAAAA, the scheme data",
    "jar:file:/a.jar!/b.png, the scheme jar",
    "a.jpg, no scheme",
    "file://elsewhere/a.jpg, local file",
    "ftp://user:secret@host/a.jpg?token=1, ftp://host/a.jpg?…: the scheme ftp",
  })
  void refusesUris(String uri, String message) {
    assertThatThrownBy(() -> ImageSource.of(URI.create(uri)))
        .isInstanceOf(ImageReadException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }

  @Test
  void refusesMoreThanTheLimits() throws IOException {
    byte[] png = Encoding.encode("png", Pixels.noise(20, 10), 20, 10);
    Path file = Files.write(folder.resolve("a.png"), png);
    ImageReadOptions few = ImageReadOptions.defaults().withMaxBytes(png.length - 1);
    String limit = "more than maxBytes = " + (png.length - 1);
    refuses(ImageSource.of(png), few, limit);
    refuses(ImageSource.of(file), few, limit);
    refuses(ImageSource.of(new ByteArrayInputStream(png)), few, limit);
    refuses(ImageSource.of(png), few.withMaxBytes(png.length).withMaxPixels(199), "20×10 = 200");
    ImageReadOptions enough = few.withMaxBytes(png.length).withMaxPixels(200);
    ImageDecoder.decode(ImageSource.of(file), enough).close();
    ImageDecoder.decode(ImageSource.of(new ByteArrayInputStream(png)), enough).close();
  }

  @Test
  void aStreamIsReadOnce() {
    byte[] png = Encoding.encode("png", Pixels.noise(4, 4), 4, 4);
    ImageSource once = ImageSource.of(new ByteArrayInputStream(png));
    ImageDecoder.decode(once, ImageReadOptions.defaults()).close();
    refuses(once, "the stream has been read already");
  }

  @Test
  void aFailingStreamSaysWhy() throws IOException {
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    refuses(ImageSource.of(closed), "Stream closed");
  }
}
