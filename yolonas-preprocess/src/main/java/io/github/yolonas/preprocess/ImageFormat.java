package io.github.yolonas.preprocess;

import com.drew.imaging.FileType;
import com.drew.imaging.FileTypeDetector;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.bmp.BmpHeaderDirectory;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.gif.GifHeaderDirectory;
import com.drew.metadata.jpeg.JpegDirectory;
import com.drew.metadata.png.PngDirectory;
import com.drew.metadata.webp.WebpDirectory;
import java.io.IOException;

/** The formats that are read: how each is recognised, and where its header keeps the size. */
enum ImageFormat {
  JPEG(
      FileType.Jpeg,
      JpegDirectory.class,
      JpegDirectory.TAG_IMAGE_WIDTH,
      JpegDirectory.TAG_IMAGE_HEIGHT),
  PNG(
      FileType.Png,
      PngDirectory.class,
      PngDirectory.TAG_IMAGE_WIDTH,
      PngDirectory.TAG_IMAGE_HEIGHT),
  BMP(
      FileType.Bmp,
      BmpHeaderDirectory.class,
      BmpHeaderDirectory.TAG_IMAGE_WIDTH,
      BmpHeaderDirectory.TAG_IMAGE_HEIGHT),
  TIFF(
      FileType.Tiff,
      ExifIFD0Directory.class,
      ExifIFD0Directory.TAG_IMAGE_WIDTH,
      ExifIFD0Directory.TAG_IMAGE_HEIGHT),
  WEBP(
      FileType.WebP,
      WebpDirectory.class,
      WebpDirectory.TAG_IMAGE_WIDTH,
      WebpDirectory.TAG_IMAGE_HEIGHT),
  GIF(
      FileType.Gif,
      GifHeaderDirectory.class,
      GifHeaderDirectory.TAG_IMAGE_WIDTH,
      GifHeaderDirectory.TAG_IMAGE_HEIGHT);

  final Class<? extends Directory> sizeDirectory;
  final int widthTag;
  final int heightTag;
  private final FileType type;

  ImageFormat(
      FileType type, Class<? extends Directory> sizeDirectory, int widthTag, int heightTag) {
    this.type = type;
    this.sizeDirectory = sizeDirectory;
    this.widthTag = widthTag;
    this.heightTag = heightTag;
  }

  /** Recognises a file by its first bytes. */
  static ImageFormat detect(EncodedBytes bytes, String name) {
    FileType found;
    try {
      found = FileTypeDetector.detectFileType(bytes.stream());
    } catch (IOException e) {
      throw notAnImage(name, "too few bytes (" + bytes.size() + ") for an image");
    }
    for (ImageFormat format : values()) {
      if (format.type == found) {
        return format;
      }
    }
    throw notAnImage(
        name,
        found == FileType.Unknown
            ? "the content is not an image: it starts with " + start(bytes)
            : "the content is " + found.getName());
  }

  private static ImageReadException notAnImage(String name, String found) {
    return new ImageReadException(name, found, "a JPEG, PNG, BMP, TIFF, WebP or GIF file");
  }

  /** The first bytes as text, which tells an HTML error page at a glance. */
  private static String start(EncodedBytes bytes) {
    StringBuilder start = new StringBuilder("\"");
    for (int i = 0; i < Math.min(16, bytes.size()); i++) {
      byte b = bytes.buffer().get(i);
      start.append(b >= ' ' && b < 127 ? String.valueOf((char) b) : "\\x%02x".formatted(b));
    }
    return start.append('"').toString();
  }

  /** Reads size and orientation, as far as the header says them; no pixels. */
  Metadata readMetadata(EncodedBytes bytes) throws IOException, ImageProcessingException {
    return switch (this) {
      case JPEG -> HeaderMetadata.jpeg(bytes);
      case PNG -> HeaderMetadata.png(bytes);
      case BMP -> HeaderMetadata.bmp(bytes);
      case TIFF -> HeaderMetadata.tiff(bytes);
      case WEBP -> HeaderMetadata.webp(bytes);
      case GIF -> HeaderMetadata.gif(bytes);
    };
  }
}
