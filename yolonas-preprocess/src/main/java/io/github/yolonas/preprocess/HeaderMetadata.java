package io.github.yolonas.preprocess;

import com.drew.imaging.bmp.BmpMetadataReader;
import com.drew.imaging.gif.GifMetadataReader;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.imaging.jpeg.JpegSegmentMetadataReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.imaging.riff.RiffReader;
import com.drew.lang.StreamReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.png.PngDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalInt;

/**
 * Of all that an image file may say about itself, size and orientation: the rest is left unread.
 * Comments and profiles may be compressed, XMP is XML with all it can reach for, EXIF nests, and
 * any length may be a lie. A file takes no more memory here than it has bytes.
 */
final class HeaderMetadata {
  /** Of a JPEG file's many segments, the two that matter here. */
  private static final List<JpegSegmentMetadataReader> JPEG_SEGMENTS =
      List.of(new FirstFrameSegment(), new ExifSegment());

  private static final int GIF_HEADER_BYTES = 13;

  /** File header and the longest of the information headers, without the profile behind it. */
  private static final int BMP_HEADERS_BYTES = 14 + 124;

  private static final int RIFF_HEADER_BYTES = 12;

  private HeaderMetadata() {}

  static Metadata jpeg(EncodedBytes bytes) throws JpegProcessingException, IOException {
    return JpegMetadataReader.readMetadata(bytes.stream(), JPEG_SEGMENTS);
  }

  static Metadata png(EncodedBytes bytes) {
    PngChunks chunks = new PngChunks(bytes.buffer());
    PngDirectory size = new PngDirectory(PngChunkType.IHDR);
    set(size, PngDirectory.TAG_IMAGE_WIDTH, chunks.width());
    set(size, PngDirectory.TAG_IMAGE_HEIGHT, chunks.height());
    Metadata metadata = new Metadata();
    metadata.addDirectory(size);
    chunks.exif().ifPresent(block -> addOrientation(metadata, TiffDirectory.ofExif(block)));
    return metadata;
  }

  static Metadata bmp(EncodedBytes bytes) {
    return BmpMetadataReader.readMetadata(start(bytes, BMP_HEADERS_BYTES));
  }

  static Metadata gif(EncodedBytes bytes) {
    return GifMetadataReader.readMetadata(start(bytes, GIF_HEADER_BYTES));
  }

  static Metadata tiff(EncodedBytes bytes) {
    TiffDirectory directory = TiffDirectory.of(bytes.buffer());
    Metadata metadata = new Metadata();
    Directory read = addOrientation(metadata, directory);
    set(read, ExifIFD0Directory.TAG_IMAGE_WIDTH, directory.number(TiffDirectory.WIDTH));
    set(read, ExifIFD0Directory.TAG_IMAGE_HEIGHT, directory.number(TiffDirectory.HEIGHT));
    return metadata;
  }

  static Metadata webp(EncodedBytes bytes) throws IOException {
    long claimed =
        Integer.toUnsignedLong(bytes.buffer().order(ByteOrder.LITTLE_ENDIAN).getInt(4)) + 8;
    StreamReader reader = new StreamReader(bytes.stream());
    reader.setMotorolaByteOrder(false);
    reader.skip(RIFF_HEADER_BYTES);
    Metadata metadata = new Metadata();
    new RiffReader()
        .processChunks(reader, Math.min(claimed, bytes.size()), new WebpChunks(metadata));
    return metadata;
  }

  /** Adds what a directory says about the orientation. */
  static Directory addOrientation(Metadata metadata, TiffDirectory directory) {
    ExifIFD0Directory added = new ExifIFD0Directory();
    set(added, ExifIFD0Directory.TAG_ORIENTATION, directory.number(TiffDirectory.ORIENTATION));
    metadata.addDirectory(added);
    return added;
  }

  private static void set(Directory directory, int tag, OptionalInt value) {
    value.ifPresent(present -> directory.setInt(tag, present));
  }

  private static InputStream start(EncodedBytes bytes, int most) {
    ByteBuffer all = bytes.buffer();
    return new ByteBufferInputStream(all.slice(0, Math.min(most, all.capacity())));
  }
}
