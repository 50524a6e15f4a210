package io.github.yolonas.preprocess;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Small whole images of every kind that is read. {@code java … ImageSeeds src/test/resources}
 * writes some where {@link ImageHeaderFuzzTest} looks for its seeds.
 */
final class ImageSeeds {
  private static final String INPUTS =
      "io/github/yolonas/preprocess/ImageHeaderFuzzTestInputs/header";

  private ImageSeeds() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]).resolve(INPUTS));
    for (Map.Entry<String, byte[]> image : all(9, 6).entrySet()) {
      Files.write(folder.resolve(image.getKey()), image.getValue());
    }
    Files.write(folder.resolve("png-entity"), ImageBomb.pngExternalEntity("http://127.0.0.1:9/e"));
    Files.write(folder.resolve("png-claim"), ImageBomb.pngChunkLength("eXIf"));
    Files.write(folder.resolve("tiff-chain"), ImageBomb.tiffChain(50));
    Files.write(folder.resolve("tiff-shared"), ImageBomb.tiffShared(50));
  }

  /** By kind: each of this size, with an orientation where the format can hold one. */
  static Map<String, byte[]> all(int width, int height) {
    byte[] rgb = Pixels.gradient(width, height);
    byte[] exif = Encoding.exif(6, ByteOrder.BIG_ENDIAN);
    byte[] jpeg = Encoding.encode("jpg", rgb, width, height);
    byte[] webp = Encoding.encode("webp", rgb, width, height, IMWRITE_WEBP_QUALITY, 80);
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("jpeg", jpeg);
    all.put("jpeg-exif", Encoding.jpegWithExif(jpeg, exif));
    all.put(
        "jpeg-progressive",
        Encoding.encode("jpg", rgb, width, height, IMWRITE_JPEG_PROGRESSIVE, 1));
    all.put("png", Encoding.encode("png", rgb, width, height));
    all.put("png-exif", Encoding.pngWithExif(Encoding.encode("png", rgb, width, height), exif));
    all.put("bmp", Encoding.encode("bmp", rgb, width, height));
    all.put("gif", Encoding.encode("gif", rgb, width, height));
    all.put("gif-palette", imageIo("gif", rgb, width, height));
    all.put("webp", webp);
    all.put("webp-exif", Encoding.webpWithExif(webp, exif, width, height));
    all.put(
        "webp-lossless", Encoding.encode("webp", rgb, width, height, IMWRITE_WEBP_QUALITY, 101));
    all.put("tiff", Encoding.encode("tiff", rgb, width, height));
    all.put("tiff-plain", Encoding.tiff(rgb, width, height, 6, ByteOrder.BIG_ENDIAN));
    all.put("bmp-other", imageIo("bmp", rgb, width, height));
    all.put("tiff-other", imageIo("tiff", rgb, width, height));
    return all;
  }

  private static byte[] imageIo(String format, byte[] rgb, int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      var image = RgbImage.ofRgb(rgb, width, height).toBufferedImage();
      if (!ImageIO.write(image, format, out)) {
        throw new IOException("no writer for " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
