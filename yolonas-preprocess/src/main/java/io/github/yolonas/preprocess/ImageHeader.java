package io.github.yolonas.preprocess;

import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an image file says about itself before any pixel is decoded; sizes as stored. */
record ImageHeader(ImageFormat format, int width, int height, Orientation orientation) {
  private static final Logger LOG = LoggerFactory.getLogger(ImageHeader.class);

  static ImageHeader read(EncodedBytes bytes, String name) {
    ImageFormat format = ImageFormat.detect(bytes, name);
    Metadata metadata = metadata(format, bytes, name);
    for (Directory directory : metadata.getDirectoriesOfType(format.sizeDirectory)) {
      Integer width = directory.getInteger(format.widthTag);
      Integer height = directory.getInteger(format.heightTag);
      if (width != null && height != null) {
        // A BMP stored from the top has a negative height.
        return checked(name, format, width, Math.abs(height), orientation(metadata));
      }
    }
    return fromImageIo(format, bytes, name, orientation(metadata));
  }

  private static Metadata metadata(ImageFormat format, EncodedBytes bytes, String name) {
    try {
      return format.readMetadata(bytes);
    } catch (IOException | ImageProcessingException | RuntimeException e) {
      // Damaged metadata is no reason to refuse an image whose pixels may be whole.
      LOG.debug("{}: unreadable metadata", name, e);
      return new Metadata();
    }
  }

  private static Orientation orientation(Metadata metadata) {
    for (Directory exif : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
      Integer value = exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
      if (value != null) {
        return Orientation.ofExif(value);
      }
    }
    return Orientation.TOP_LEFT;
  }

  /**
   * The JDK's readers are more patient with odd files, but know no WebP and no EXIF; and the one
   * for TIFF believes any count a file claims.
   */
  private static ImageHeader fromImageIo(
      ImageFormat format, EncodedBytes bytes, String name, Orientation orientation) {
    ImageReadException damaged =
        new ImageReadException(
            name, "the " + format + " header is incomplete or damaged", "a width and a height");
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
    if (format == ImageFormat.TIFF || !readers.hasNext()) {
      throw damaged;
    }
    ImageReader reader = readers.next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(bytes.stream())) {
      reader.setInput(in, true, true);
      return checked(name, format, reader.getWidth(0), reader.getHeight(0), orientation);
    } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
      damaged.initCause(e);
      throw damaged;
    } finally {
      reader.dispose();
    }
  }

  private static ImageHeader checked(
      String name, ImageFormat format, int width, int height, Orientation orientation) {
    if (width < 1 || height < 1) {
      throw new ImageReadException(
          name,
          "the %s header announces %d×%d pixels".formatted(format, width, height),
          "at least one");
    }
    return new ImageHeader(format, width, height, orientation);
  }

  void requireAtMost(long maxPixels, String name) {
    if ((long) width * height > maxPixels) {
      throw new ImageReadException(
          name,
          "%d×%d = %d pixels".formatted(width, height, (long) width * height),
          "at most maxPixels = " + maxPixels);
    }
  }
}
