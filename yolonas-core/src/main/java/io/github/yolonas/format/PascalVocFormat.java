package io.github.yolonas.format;

import io.github.yolonas.file.FileStem;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * PASCAL VOC's annotations: an XML file for each image, with its file name (without folders), its
 * size and a box for each object. Objects that are hard even for people ({@code difficult}) are
 * {@link Annotation#crowd}. A model's confidences go to an element {@code confidence} of ours,
 * which other readers pass over.
 *
 * <p>Coordinates are pixels from 0, with decimals if need be, as most programs write and read them.
 * The challenge itself counted whole pixels from 1, both ends included: {@link #countedFromOne}.
 *
 * <p>Readers take no document type and no entities, so that a file can neither grow in memory nor
 * reach for others. Immutable and thread-safe.
 *
 * @param classNames in the order of labels, for the files have names alone
 * @param fromOne whether the left and top edge of a box are counted from 1
 */
public record PascalVocFormat(List<String> classNames, boolean fromOne) {
  /** Copies the names. */
  public PascalVocFormat {
    classNames = List.copyOf(classNames);
  }

  /** Coordinates from 0. */
  public static PascalVocFormat of(List<String> classNames) {
    return new PascalVocFormat(classNames, false);
  }

  /** The same, with coordinates as in the challenge's own data. */
  public PascalVocFormat countedFromOne() {
    return new PascalVocFormat(classNames, true);
  }

  /**
   * Writes one image's annotations.
   *
   * @param out where to; it is flushed and stays open
   * @throws java.io.UncheckedIOException if the writer fails
   * @throws IllegalArgumentException if an object's class is not among the names, or a name has
   *     characters that XML cannot hold
   */
  public void write(Writer out, AnnotatedImage image) {
    Lines lines = new Lines(out);
    VocXml xml = new VocXml();
    xml.begin("annotation");
    xml.text("filename", FileStem.lastPart(image.name()));
    xml.begin("size");
    xml.text("width", Integer.toString(image.shape().width()));
    xml.text("height", Integer.toString(image.shape().height()));
    xml.text("depth", "3");
    xml.end("size");
    for (Annotation annotation : image.annotations()) {
      Names.require(image.name(), annotation.object(), classNames);
      write(xml, annotation);
      lines.write(xml.take());
    }
    xml.end("annotation");
    lines.write(xml.take());
    lines.flush();
  }

  private void write(VocXml xml, Annotation annotation) {
    Detection object = annotation.object();
    BoundingBox box = object.box();
    int first = fromOne ? 1 : 0;
    xml.begin("object");
    xml.text("name", object.className());
    xml.text("difficult", annotation.crowd() ? "1" : "0");
    xml.text("confidence", Decimals.shortest(object.confidence()));
    xml.begin("bndbox");
    xml.text("xmin", Decimals.shortest(box.x1() + first));
    xml.text("ymin", Decimals.shortest(box.y1() + first));
    xml.text("xmax", Decimals.shortest(box.x2()));
    xml.text("ymax", Decimals.shortest(box.y2()));
    xml.end("bndbox");
    xml.end("object");
  }

  /**
   * A writer of files in a folder: {@code IMAGE.xml} for each image, named like its file. Each is
   * there whole or not at all.
   *
   * @param folder where to; made if it does not exist
   * @throws io.github.yolonas.ResultWriteException if a file cannot be written
   */
  public DetectionWriter folder(Path folder) {
    return new FolderWriter(folder, ".xml", Set.of(), this::write);
  }

  /**
   * The classes of the objects in a file, for data sets that name them nowhere else.
   *
   * @return each once, in the order of the file
   * @throws FormatException if the file is not of this format
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static List<String> readClasses(Path file) {
    return TextFile.read(file, in -> VocReader.classNames(file.toString(), in));
  }

  /**
   * Reads one image's file.
   *
   * @throws FormatException if the file is not of this format, or names a class that is not known
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public AnnotatedImage read(Path file) {
    return TextFile.read(file, in -> read(file.toString(), in));
  }

  /**
   * Reads one image's annotations.
   *
   * @param name what messages call the text
   * @param in the text, which is read to its end and stays open
   * @throws FormatException if the text is not of this format, or names a class that is not known
   * @throws java.io.UncheckedIOException if the reader fails
   */
  public AnnotatedImage read(String name, Reader in) {
    return new VocReader(name, this).read(in);
  }
}
