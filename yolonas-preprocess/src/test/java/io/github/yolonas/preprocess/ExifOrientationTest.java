package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;

import io.github.yolonas.testing.NativeLeakExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All eight orientations in every format that can hold one, and one policy on every path.
 *
 * <p>The stored image has three blocks of 16×16 above three others: black, red, green / blue,
 * yellow, white, written {@code KRG/BYW}.
 */
@ExtendWith(NativeLeakExtension.class)
class ExifOrientationTest {
  private static final int BLOCK = 16;
  private static final String LETTERS = "KRGBYW";
  private static final int[] COLOURS = {0x000000, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFFFFFF};
  private static final String STORED = "KRG/BYW";

  private static byte[] stored() {
    byte[] rgb = new byte[6 * BLOCK * BLOCK * 3];
    for (int i = 0; i < 6 * BLOCK * BLOCK; i++) {
      int x = i % (3 * BLOCK);
      int y = i / (3 * BLOCK);
      int colour = COLOURS[y / BLOCK * 3 + x / BLOCK];
      rgb[3 * i] = (byte) (colour >> 16);
      rgb[3 * i + 1] = (byte) (colour >> 8);
      rgb[3 * i + 2] = (byte) colour;
    }
    return rgb;
  }

  private static byte[] file(String format, int orientation) {
    int width = 3 * BLOCK;
    int height = 2 * BLOCK;
    byte[] little = Encoding.exif(orientation, ByteOrder.LITTLE_ENDIAN);
    byte[] big = Encoding.exif(orientation, ByteOrder.BIG_ENDIAN);
    return switch (format) {
      case "jpeg" ->
          Encoding.jpegWithExif(
              Encoding.encode("jpg", stored(), width, height, IMWRITE_JPEG_QUALITY, 100), big);
      case "png" -> Encoding.pngWithExif(Encoding.encode("png", stored(), width, height), little);
      case "webp" ->
          Encoding.webpWithExif(
              Encoding.encode("webp", stored(), width, height, IMWRITE_WEBP_QUALITY, 101),
              little,
              width,
              height);
      case "tiff" -> Encoding.tiff(stored(), width, height, orientation, ByteOrder.LITTLE_ENDIAN);
      case "tiff-big-endian" ->
          Encoding.tiff(stored(), width, height, orientation, ByteOrder.BIG_ENDIAN);
      default -> throw new IllegalArgumentException(format);
    };
  }

  /** The letters of the blocks' middles, rows parted by slashes. */
  private static String blocks(ImageSource source, ExifOrientation policy) {
    RgbImage image;
    try (DecodedImage decoded =
        ImageDecoder.decode(source, ImageReadOptions.defaults().withExif(policy))) {
      image = decoded.toRgbImage();
      assertThat(List.of(decoded.width(), decoded.height()))
          .isEqualTo(List.of(image.width(), image.height()));
    }
    StringBuilder letters = new StringBuilder();
    for (int y = BLOCK / 2; y < image.height(); y += BLOCK) {
      letters.append(letters.isEmpty() ? "" : "/");
      for (int x = BLOCK / 2; x < image.width(); x += BLOCK) {
        letters.append(letter(image.rgb(x, y)));
      }
    }
    return letters.toString();
  }

  private static char letter(int rgb) {
    for (int i = 0; i < COLOURS.length; i++) {
      int distance = 0;
      for (int shift = 0; shift <= 16; shift += 8) {
        distance += Math.abs((rgb >> shift & 0xFF) - (COLOURS[i] >> shift & 0xFF));
      }
      if (distance < 24) {
        return LETTERS.charAt(i);
      }
    }
    return '?';
  }

  @ParameterizedTest
  @CsvSource({
    // what the EXIF standard asks for
    "1, KRG/BYW",
    "2, GRK/WYB",
    "3, WYB/GRK",
    "4, BYW/KRG",
    "5, KB/RY/GW",
    "6, BK/YR/WG",
    "7, WG/YR/BK",
    "8, GW/RY/KB",
    // no orientations: ignored
    "0, KRG/BYW",
    "9, KRG/BYW",
  })
  void turnsUprightUnlessTold(int orientation, String upright) {
    for (String format : List.of("jpeg", "png", "webp", "tiff", "tiff-big-endian")) {
      ImageSource source = ImageSource.of(file(format, orientation));
      assertThat(blocks(source, ExifOrientation.APPLY)).as(format).isEqualTo(upright);
      assertThat(blocks(source, ExifOrientation.IGNORE)).as(format).isEqualTo(STORED);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void theHeaderTellsTheSizeThatDecodingGives(int orientation) {
    for (String format : List.of("jpeg", "png", "webp", "tiff", "tiff-big-endian")) {
      ImageSource source = ImageSource.of(file(format, orientation));
      for (ExifOrientation policy : ExifOrientation.values()) {
        ImageReadOptions options = ImageReadOptions.defaults().withExif(policy);
        try (DecodedImage decoded = ImageDecoder.decode(source, options)) {
          assertThat(ImageDecoder.size(source, options))
              .as(format)
              .isEqualTo(new ImageSize(decoded.width(), decoded.height()));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "webp", "tiff"})
  void everyPathTurnsAlike(String format, @TempDir Path folder) throws IOException {
    byte[] bytes = file(format, 6);
    Path path = Files.write(folder.resolve("image.dat"), bytes);
    for (ImageSource source :
        List.of(
            ImageSource.of(path),
            ImageSource.of(path.toUri()),
            ImageSource.of(bytes),
            ImageSource.of(new ByteArrayInputStream(bytes)))) {
      assertThat(blocks(source, ExifOrientation.APPLY)).as(source.name()).isEqualTo("BK/YR/WG");
    }
    assertThat(bytes).as("the caller's bytes").isEqualTo(file(format, 6));
  }

  @Test
  void withoutExifNothingTurns() {
    byte[] png = Encoding.encode("png", stored(), 3 * BLOCK, 2 * BLOCK);
    assertThat(blocks(ImageSource.of(png), ExifOrientation.APPLY)).isEqualTo(STORED);
  }

  @Test
  void damagedExifIsNoReasonToRefuseAnImage() {
    byte[] jpeg = Encoding.encode("jpg", stored(), 3 * BLOCK, 2 * BLOCK, IMWRITE_JPEG_QUALITY, 100);
    byte[] exif = Encoding.exif(6, ByteOrder.BIG_ENDIAN);
    exif[3] = 99;
    ImageSource source = ImageSource.of(Encoding.jpegWithExif(jpeg, exif));
    assertThat(blocks(source, ExifOrientation.APPLY)).isEqualTo(STORED);
  }
}
