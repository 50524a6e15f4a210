package io.github.yolonas.preprocess;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Small image files whose headers ask a reader for far more than their bytes are worth. */
final class ImageBomb {
  private static final int SIDE = 8;
  private static final byte[] RGB = Pixels.noise(SIDE, SIDE);

  private ImageBomb() {}

  /** A text of {@code megabytes} of spaces, some thousandth of that when compressed. */
  static byte[] pngText(int megabytes) {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.writeBytes("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1));
    chunk.writeBytes(deflated(megabytes));
    return pngWith("zTXt", chunk.toByteArray());
  }

  /** A chunk that claims two gigabytes. */
  static byte[] pngChunkLength(String type) {
    byte[] png = pngWith(type, new byte[16]);
    ByteBuffer.wrap(png).putInt(33, Integer.MAX_VALUE);
    return png;
  }

  /** XMP, whose document type names a file elsewhere. */
  static byte[] pngExternalEntity(String address) {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.writeBytes("XML:com.adobe.xmp\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
    chunk.writeBytes(xmp(address).getBytes(StandardCharsets.UTF_8));
    return pngWith("iTXt", chunk.toByteArray());
  }

  private static String xmp(String address) {
    return """
        <!DOCTYPE x:xmpmeta [<!ENTITY e SYSTEM "%s">]>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description xmlns:a="a:"><a:b>&e;</a:b></rdf:Description></rdf:RDF></x:xmpmeta>"""
        .formatted(address);
  }

  /** Directories that each point at the next, as the pages of a document do. */
  static byte[] tiffChain(int directories) {
    byte[] image = Encoding.tiff(RGB, SIDE, SIDE, 1, ByteOrder.LITTLE_ENDIAN);
    int each = 2 + 12 + 4;
    ByteBuffer out =
        ByteBuffer.allocate(image.length + directories * each).order(ByteOrder.LITTLE_ENDIAN);
    out.put(image);
    out.putInt(8 + 2 + 10 * 12, image.length);
    for (int i = 0; i < directories; i++) {
      int next = i + 1 < directories ? out.position() + each : 0;
      out.putShort((short) 1).putShort((short) 256).putShort((short) 3).putInt(1).putInt(SIDE);
      out.putInt(next);
    }
    return out.array();
  }

  /** A directory of which every entry holds the same bytes, all those of the file. */
  static byte[] tiffShared(int entries) {
    int end = 8 + 2 + 12 * entries + 4;
    ByteBuffer out = ByteBuffer.allocate(end).order(ByteOrder.LITTLE_ENDIAN);
    out.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    out.putShort((short) entries);
    entry(out, 256, 3, 1, SIDE);
    entry(out, 257, 3, 1, SIDE);
    for (int i = 2; i < entries; i++) {
      entry(out, 0x8000 + i % 0x4000, 7, end - 8, 8);
    }
    return out.putInt(0).array();
  }

  /** Two widths and two heights: the decoder takes the first. */
  static byte[] tiffOfTwoSizes(int side) {
    byte[] image = Encoding.tiff(RGB, SIDE, SIDE, 1, ByteOrder.LITTLE_ENDIAN);
    ByteBuffer out = ByteBuffer.allocate(image.length + 256).order(ByteOrder.LITTLE_ENDIAN);
    out.put(image, 0, 4).putInt(image.length).put(image, 8, image.length - 8);
    out.putShort((short) 12);
    entry(out, 256, 4, 1, side);
    entry(out, 257, 4, 1, side);
    out.put(image, 8 + 2, 10 * 12);
    return out.putInt(0).array();
  }

  /** By name: files that claim more of the decoder than their size in pixels tells. */
  static Map<String, byte[]> ofDecoders() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("TIFF strips of 200 million rows", tiffOf(278, 200_000_000));
    all.put("TIFF of one huge tile", tiffOf(322, 16_384, 323, 16_384, 324, 8, 325, 64));
    all.put("TIFF of tiles of 100 million columns", tiffOf(322, 100_000_000, 323, 16, 324, 8));
    all.put("TIFF of 30,000 samples", tiffOf(277, 30_000));
    all.put("TIFF strip of 2 GB", tiffOf(279, Integer.MAX_VALUE));
    all.put("TIFF of 50,000 directories", tiffChain(50_000));
    all.put("GIF whose frame is larger than its screen", gifFrame(65_535));
    all.put("WebP whose frame is larger than its canvas", webpCanvas(8, 8, 4_000));
    all.put("JPEG of two frames", jpegOfTwoFrames(65_000));
    all.put("PNG of two headers", pngWith("IHDR", pngHeader(60_000)));
    all.put("PNG text of 64 MB", pngText(64));
    all.put(
        "PNG animation of 4 billion frames",
        pngWith("acTL", new byte[] {-1, -1, -1, -1, 0, 0, 0, 0}));
    all.put("BMP of a large palette", bmpPalette(Integer.MAX_VALUE));
    return all;
  }

  /** An image with these entries, tag and value, in place of its own or beside them. */
  private static byte[] tiffOf(int... tagged) {
    byte[] image = Encoding.tiff(RGB, SIDE, SIDE, 1, ByteOrder.LITTLE_ENDIAN);
    ByteBuffer old = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    TreeMap<Integer, byte[]> entries = new TreeMap<>();
    for (int i = 0; i < 10; i++) {
      byte[] entry = Arrays.copyOfRange(image, 10 + 12 * i, 22 + 12 * i);
      entries.put(Short.toUnsignedInt(old.getShort(10 + 12 * i)), entry);
    }
    for (int i = 0; i < tagged.length; i += 2) {
      ByteBuffer entry = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
      entry(entry, tagged[i], 4, 1, tagged[i + 1]);
      entries.put(tagged[i], entry.array());
    }
    ByteBuffer out =
        ByteBuffer.allocate(image.length + 2 + 12 * entries.size() + 4)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(image, 0, 4).putInt(image.length).put(image, 8, image.length - 8);
    out.putShort((short) entries.size());
    entries.values().forEach(out::put);
    return out.array();
  }

  private static byte[] gifFrame(int side) {
    byte[] gif = Encoding.encode("gif", RGB, SIDE, SIDE);
    ByteBuffer bytes = ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN);
    int at = 13 + ((gif[10] & 0x80) == 0 ? 0 : 3 * (2 << (gif[10] & 7)));
    while (gif[at] == 0x21) {
      at += 2;
      while (gif[at] != 0) {
        at += 1 + (gif[at] & 0xFF);
      }
      at++;
    }
    bytes.putShort(at + 5, (short) side).putShort(at + 7, (short) side);
    return gif;
  }

  private static byte[] webpCanvas(int width, int height, int side) {
    byte[] frame = Encoding.encode("webp", new byte[side * 3], side, 1);
    byte[] exif = Encoding.exif(1, ByteOrder.LITTLE_ENDIAN);
    return Encoding.webpWithExif(frame, exif, width, height);
  }

  private static byte[] jpegOfTwoFrames(int side) {
    byte[] jpeg = Encoding.encode("jpg", RGB, SIDE, SIDE);
    ByteBuffer frame = ByteBuffer.allocate(19);
    frame.putShort((short) 0xFFC2).putShort((short) 17).put((byte) 8);
    frame.putShort((short) side).putShort((short) side).put((byte) 3);
    frame.put(new byte[] {1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0});
    return ByteBuffer.allocate(jpeg.length + 19)
        .put(jpeg, 0, 2)
        .put(frame.array())
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  private static byte[] pngHeader(int side) {
    return ByteBuffer.allocate(13).putInt(side).putInt(side).put((byte) 8).put((byte) 2).array();
  }

  private static byte[] bmpPalette(int colours) {
    byte[] bmp = Encoding.encode("bmp", RGB, SIDE, SIDE);
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putShort(28, (short) 8).putInt(46, colours);
    return bmp;
  }

  static byte[] pngWith(String type, byte[] data) {
    byte[] png = Encoding.encode("png", RGB, SIDE, SIDE);
    byte[] chunk = Encoding.pngChunk(type, data);
    return ByteBuffer.allocate(png.length + chunk.length)
        .put(png, 0, 33)
        .put(chunk)
        .put(png, 33, png.length - 33)
        .array();
  }

  private static void entry(ByteBuffer out, int tag, int type, int count, int value) {
    out.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  private static byte[] deflated(int megabytes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION))) {
      for (int i = 0; i < megabytes; i++) {
        out.write(spaces);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
