package io.github.yolonas.format;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * YOLO's labels: a text file for each image, in it a line for each object: {@code label centre-x
 * centre-y width height}, the last four as fractions of the image's width and height, and if wanted
 * the confidence as a sixth. Beside the files {@code classes.txt} names the classes, one a line.
 *
 * <p>Fractions have nine decimals, a few millionths of a pixel. The files know neither the image's
 * name nor its size: reading asks for them. Immutable and thread-safe.
 *
 * @param classNames in the order of labels
 * @param confidence whether confidences are written; readers take lines with and without, where
 *     they are absent as 1
 */
public record YoloFormat(List<String> classNames, boolean confidence) {
  private static final int DECIMALS = 9;
  private static final String CLASSES = "classes.txt";
  private static final List<String> FIELDS =
      List.of("label", "centre x", "centre y", "width", "height", "confidence");

  /** How far a fraction may lie outside of 0 to 1; pixels lie farther. */
  private static final float OUTSIDE = 1;

  /** Copies the names. */
  public YoloFormat {
    classNames = List.copyOf(classNames);
  }

  /** Labels as data sets have them, without confidences. */
  public static YoloFormat of(List<String> classNames) {
    return new YoloFormat(classNames, false);
  }

  /** The same with confidences, for what a model found. */
  public YoloFormat withConfidence() {
    return new YoloFormat(classNames, true);
  }

  /**
   * Writes one image's lines.
   *
   * @param out where to; it is flushed and stays open
   * @throws java.io.UncheckedIOException if the writer fails
   * @throws IllegalArgumentException if an object's class is not among the names
   */
  public void write(Writer out, AnnotatedImage image) {
    Lines lines = new Lines(out);
    for (Annotation annotation : image.annotations()) {
      Detection object = annotation.object();
      Names.require(image.name(), object, classNames);
      lines.write(line(object, image.shape()));
    }
    lines.flush();
  }

  private String line(Detection object, ImageShape shape) {
    BoundingBox box = object.box();
    double width = shape.width();
    double height = shape.height();
    List<String> fields = new ArrayList<>();
    fields.add(Integer.toString(object.label()));
    fields.add(fraction(((double) box.x1() + box.x2()) / 2 / width));
    fields.add(fraction(((double) box.y1() + box.y2()) / 2 / height));
    fields.add(fraction(((double) box.x2() - box.x1()) / width));
    fields.add(fraction(((double) box.y2() - box.y1()) / height));
    if (confidence) {
      fields.add(Decimals.shortest(object.confidence()));
    }
    return String.join(" ", fields) + "\n";
  }

  private static String fraction(double value) {
    return Decimals.rounded(value, DECIMALS);
  }

  /**
   * A writer of files in a folder: {@code classes.txt} at once, then {@code IMAGE.txt} for each
   * image, named like its file. Each is there whole or not at all.
   *
   * @param folder where to; made if it does not exist
   * @throws io.github.yolonas.ResultWriteException if a file cannot be written
   */
  public DetectionWriter folder(Path folder) {
    FolderWriter writer = new FolderWriter(folder, ".txt", Set.of(CLASSES), this::write);
    TextFile.write(
        folder.resolve(CLASSES),
        out ->
            classNames.forEach(name -> new Lines(out).write(name.replaceAll("\\R", " ") + "\n")));
    return writer;
  }

  /**
   * The names in a {@code classes.txt}: a line for each; empty lines at the end are none.
   *
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static List<String> readClasses(Path file) {
    return TextFile.read(
        file,
        in -> {
          List<String> names = new ArrayList<>();
          TextLines.forEach(file.toString(), in, (place, line) -> names.add(line.strip()));
          while (!names.isEmpty() && names.get(names.size() - 1).isEmpty()) {
            names.remove(names.size() - 1);
          }
          return names;
        });
  }

  /**
   * Reads one image's file.
   *
   * @param file the labels
   * @param image what to call the image
   * @param shape the image's size
   * @throws FormatException if the file is not of this format
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public AnnotatedImage read(Path file, String image, ImageShape shape) {
    return TextFile.read(file, in -> read(file.toString(), in, image, shape));
  }

  /**
   * Reads one image's lines.
   *
   * @param name what messages call the text
   * @param in the text, which is read to its end and stays open
   * @param image what to call the image
   * @param shape the image's size
   * @throws FormatException if the text is not of this format
   * @throws java.io.UncheckedIOException if the reader fails
   */
  public AnnotatedImage read(String name, Reader in, String image, ImageShape shape) {
    List<Annotation> annotations = new ArrayList<>();
    TextLines.forEach(
        name,
        in,
        (place, line) -> {
          if (!line.isBlank()) {
            Limits.add(annotations, Annotation.of(object(place, line, shape)), place);
          }
        });
    return new AnnotatedImage(image, shape, annotations);
  }

  private Detection object(Place place, String line, ImageShape shape) {
    List<String> fields = List.of(line.strip().split("[ \t]+", -1));
    if (fields.size() != FIELDS.size() && fields.size() != FIELDS.size() - 1) {
      throw place.expected("line", String.join(", ", FIELDS) + " (or without the last)", line);
    }
    int label = place.whole("label", 0, fields.get(0));
    if (label >= classNames.size()) {
      throw place.expected("label", "less than " + classNames.size(), fields.get(0));
    }
    double halfWidth = fraction(place, fields, 3, 0) * shape.width() / 2;
    double halfHeight = fraction(place, fields, 4, 0) * shape.height() / 2;
    double x = fraction(place, fields, 1, -OUTSIDE) * shape.width();
    double y = fraction(place, fields, 2, -OUTSIDE) * shape.height();
    BoundingBox box =
        place.box(
            (float) (x - halfWidth),
            (float) (y - halfHeight),
            (float) (x + halfWidth),
            (float) (y + halfHeight));
    float score = fields.size() == FIELDS.size() ? place.score("confidence", fields.get(5)) : 1;
    return new Detection(label, classNames.get(label), score, box);
  }

  private static double fraction(Place place, List<String> fields, int index, float least) {
    double value = place.precise(FIELDS.get(index), fields.get(index));
    if (!(value >= least && value <= 1 + OUTSIDE)) {
      throw place.expected(FIELDS.get(index), "a fraction of the image's size", fields.get(index));
    }
    return value;
  }
}
