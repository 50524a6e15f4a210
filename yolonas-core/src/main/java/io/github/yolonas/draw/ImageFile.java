package io.github.yolonas.draw;

import io.github.yolonas.ResultWriteException;
import io.github.yolonas.file.AtomicFile;
import io.github.yolonas.preprocess.internal.IoErrors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture's file to be. It is written beside its place and moved there when complete, so that
 * nobody ever sees a part of it.
 */
public final class ImageFile {
  private static final float JPEG_QUALITY = 0.95f;

  private final Path target;
  private final ImageFormat format;

  private ImageFile(Path target, ImageFormat format) {
    this.target = target;
    this.format = format;
  }

  /**
   * A file of the format that its name says.
   *
   * @param target where it is to be; its folder must exist when it is written
   * @return the file, of which nothing exists yet
   * @throws IllegalArgumentException if the name says none that can be written
   */
  public static ImageFile of(Path target) {
    return new ImageFile(target, ImageFormat.ofName(String.valueOf(target.getFileName())));
  }

  /**
   * Creates or replaces the file.
   *
   * @param image the picture, without alpha
   * @throws ResultWriteException if that is impossible; then nothing remains of the attempt
   */
  public void write(BufferedImage image) {
    Path absolute = target.toAbsolutePath();
    requirePlace(absolute);
    try {
      AtomicFile.write(target, part -> encode(image, part));
    } catch (IOException e) {
      throw new ResultWriteException(target + ": cannot be written: " + IoErrors.reason(e), e);
    }
  }

  private void requirePlace(Path absolute) {
    Path folder = absolute.getParent();
    if (folder == null || Files.isDirectory(absolute)) {
      throw new ResultWriteException(target + ": expected a file to write, found a directory");
    }
    if (!Files.isDirectory(folder)) {
      throw new ResultWriteException(
          "%s: expected an existing folder to write in, found %s %s"
              .formatted(target, Files.exists(folder) ? "the file" : "no", folder));
    }
    if (Files.exists(absolute) && !Files.isWritable(absolute)) {
      throw new ResultWriteException(target + ": exists and is write-protected");
    }
  }

  private void encode(BufferedImage image, Path part) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format.name()).next();
    try (OutputStream file = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW);
        ImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters(writer));
    } finally {
      writer.dispose();
    }
  }

  private ImageWriteParam parameters(ImageWriter writer) {
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    if (format == ImageFormat.JPEG) {
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(JPEG_QUALITY);
    }
    return parameters;
  }
}
