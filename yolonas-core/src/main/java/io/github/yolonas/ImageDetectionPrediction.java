package io.github.yolonas;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.yolonas.annotate.Annotator;
import io.github.yolonas.draw.ImageFile;
import io.github.yolonas.draw.PictureWindow;
import io.github.yolonas.draw.Region;
import io.github.yolonas.draw.SideBySide;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.preprocess.RgbImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One image and what was found in it. Immutable, free of native memory. The original: {@code
 * ImageDetectionPrediction}.
 */
public final class ImageDetectionPrediction {
  /** The IoU that makes a detection right. */
  private static final double RIGHT = 0.5;

  private final String source;
  private final Optional<RgbImage> image;
  private final List<String> classNames;
  private final DetectionPrediction prediction;
  private final Timings timings;
  private final Optional<Provenance> provenance;

  /**
   * A result.
   *
   * @param source what to call the image, such as its path
   * @param image its pixels as displayed, or empty if they were not kept
   * @param classNames the model's, in the order of its labels
   * @param prediction boxes in pixels of the image as displayed, best first
   * @param timings how long each stage took
   */
  public ImageDetectionPrediction(
      String source,
      Optional<RgbImage> image,
      List<String> classNames,
      DetectionPrediction prediction,
      Timings timings) {
    this(source, image, classNames, prediction, timings, Optional.empty());
  }

  /**
   * A result that says where it comes from.
   *
   * @param source what to call the image, such as its path
   * @param image its pixels as displayed, or empty if they were not kept
   * @param classNames the model's, in the order of its labels
   * @param prediction boxes in pixels of the image as displayed, best first
   * @param timings how long each stage took
   * @param provenance the model and the options it was made with, if known
   */
  public ImageDetectionPrediction(
      String source,
      Optional<RgbImage> image,
      List<String> classNames,
      DetectionPrediction prediction,
      Timings timings,
      Optional<Provenance> provenance) {
    this.source = source;
    this.image = image;
    this.classNames = List.copyOf(classNames);
    this.prediction = prediction;
    this.timings = timings;
    this.provenance = provenance;
  }

  /** {@return what the image is called: its path, its URI, or the kind of object it came from} */
  public String source() {
    return source;
  }

  /**
   * The image's pixels as displayed, after EXIF orientation where that applies.
   *
   * @return the pixels
   * @throws IllegalStateException if the prediction was made with {@code keepImage(false)}
   */
  public RgbImage image() {
    return image.orElseThrow(
        () ->
            new IllegalStateException(
                source + ": its pixels were not kept; predict with keepImage(true)"));
  }

  /** {@return the model's class names, in the order of its labels} */
  public List<String> classNames() {
    return classNames;
  }

  /** {@return the detections, best first, in pixels of the image as displayed} */
  public DetectionPrediction prediction() {
    return prediction;
  }

  /** {@return how long each stage took} */
  public Timings timings() {
    return timings;
  }

  /**
   * {@return the model and the options that this result was made with; empty for a result that was
   * put together by hand}
   */
  public Optional<Provenance> provenance() {
    return provenance;
  }

  /**
   * Draws as {@link #draw(DrawOptions)}, with everything by default.
   *
   * @return a new image of type {@link BufferedImage#TYPE_INT_RGB}, of the same size
   */
  public BufferedImage draw() {
    return draw(DrawOptions.defaults());
  }

  /**
   * Draws the detections on a copy of the image. Lines and text grow with it; the most confident
   * detection lies on top. What of a box lies outside of the image is cut off; a box of which
   * nothing is inside, or with NaN among its coordinates, is left out. Opens no window.
   *
   * @param options how to draw
   * @return a new image of type {@link BufferedImage#TYPE_INT_RGB}, of the same size
   * @throws IllegalStateException if the prediction was made with {@code keepImage(false)}, or if
   *     labels are wanted and the JVM finds no font; the message says what to install
   * @throws IllegalArgumentException if {@link DrawOptions#classes} names an unknown class
   */
  public BufferedImage draw(DrawOptions options) {
    options.requireKnown(classNames);
    return annotate(options.annotator());
  }

  /**
   * Lets annotators change a copy of the image, one after the other: the first lies at the bottom.
   *
   * <pre>{@code
   * result.annotate(new BlurAnnotator(), new BoxAnnotator(), new LabelAnnotator())
   * }</pre>
   *
   * @param annotators what to draw; with none it is a plain copy
   * @return a new image of type {@link BufferedImage#TYPE_INT_RGB}, of the same size
   * @throws IllegalStateException if the prediction was made with {@code keepImage(false)}
   */
  public BufferedImage annotate(Annotator... annotators) {
    BufferedImage canvas = image().toBufferedImage();
    for (Annotator annotator : annotators) {
      annotator.annotate(canvas, prediction);
    }
    return canvas;
  }

  /**
   * Draws prediction and truth beside each other. Left, detections in green with the overlap that
   * makes them right (an IoU of 0.5 or more with an object of their class), or in red. Right, the
   * objects, those that nothing found in orange.
   *
   * @param truth what is there, in pixels of the image
   * @return a new image of type {@link BufferedImage#TYPE_INT_RGB}, twice as wide and with a line
   *     of text on top
   * @throws IllegalStateException as {@link #draw(DrawOptions)}
   * @throws IllegalArgumentException if the truth is of an image of another size
   */
  public BufferedImage sideBySide(DetectionPrediction truth) {
    return SideBySide.picture(image().toBufferedImage(), prediction, truth, RIGHT);
  }

  /** Shows as {@link #show(DrawOptions)}, with everything by default. */
  public void show() {
    show(DrawOptions.defaults());
  }

  /**
   * Opens a window with the drawn picture, scaled down to fit the screen, and returns as soon as it
   * is visible. The window stays until somebody closes it; the JVM does not end before.
   *
   * @param options how to draw
   * @throws IllegalStateException if there is no display, with a message that says what to do
   *     instead, or as {@link #draw(DrawOptions)}
   */
  public void show(DrawOptions options) {
    PictureWindow.show(source, draw(options));
  }

  /**
   * Opens a window with {@link #sideBySide}, as {@link #show(DrawOptions)} does.
   *
   * @param truth what is there, in pixels of the image
   */
  public void showSideBySide(DetectionPrediction truth) {
    PictureWindow.show(source, sideBySide(truth));
  }

  /**
   * The pixels of one box.
   *
   * @param detection what was found in this image
   * @param margin how far to reach beyond the box's edges, as a fraction of its width and height; 0
   *     or more
   * @return the pixels inside of the image; empty if the box has none
   * @throws IllegalStateException if the prediction was made with {@code keepImage(false)}
   * @throws IllegalArgumentException if the margin is negative
   */
  public Optional<RgbImage> crop(Detection detection, double margin) {
    if (!(margin >= 0)) {
      throw new IllegalArgumentException("margin: expected 0 or more, found " + margin);
    }
    RgbImage whole = image();
    return Region.of(detection.box(), margin, whole.width(), whole.height())
        .map(part -> whole.crop(part.x, part.y, part.width, part.height));
  }

  /**
   * The pixels of all boxes, best first, made one by one as the stream asks for them. A box of
   * which nothing lies inside of the image has none.
   *
   * @return the crops, without margin
   * @throws IllegalStateException if the prediction was made with {@code keepImage(false)}
   */
  public Stream<Crop> crops() {
    image(); // fails here rather than at the first crop
    return prediction.stream().flatMap(d -> crop(d, 0).map(pixels -> new Crop(d, pixels)).stream());
  }

  /**
   * Saves the pixels of all boxes as PNG files, sorted into a folder for each class, which is how
   * trainers of classifiers want them: {@code folder/star/IMAGE-001.png} is the most confident of
   * all. Existing files of the same names are replaced.
   *
   * @param folder where the classes' folders go; made if it does not exist
   * @return the files, best first
   * @throws ResultWriteException if a file cannot be written
   * @throws IllegalStateException if the prediction was made with {@code keepImage(false)}
   */
  public List<Path> saveCrops(Path folder) {
    return CropFolder.save(folder, source, crops());
  }

  /**
   * Saves as {@link #save(Path, DrawOptions)}, with everything by default.
   *
   * @param file where to; its extension tells the format
   */
  public void save(Path file) {
    save(file, DrawOptions.defaults());
  }

  /**
   * Draws the detections and writes the picture to a file, in the format its name says: {@code
   * .jpg} or {@code .jpeg} (quality 0.95), {@code .png}, {@code .bmp}, {@code .gif} (at most 256
   * colours), {@code .tif} or {@code .tiff}. An existing file is replaced, at once and only when
   * the new one is complete.
   *
   * @param file where to, in an existing folder
   * @param options how to draw
   * @throws ResultWriteException if the file cannot be written; nothing is left of the attempt
   * @throws IllegalArgumentException if the extension is another, or as {@link #draw(DrawOptions)}
   * @throws IllegalStateException as {@link #draw(DrawOptions)}
   */
  public void save(Path file, DrawOptions options) {
    ImageFile target = ImageFile.of(file);
    target.write(draw(options));
  }

  /**
   * Lets annotators change a copy of the image, as {@link #annotate}, and writes it to a file, as
   * {@link #save(Path, DrawOptions)}.
   *
   * @param file where to, in an existing folder; its extension tells the format
   * @param annotators what to draw, the first at the bottom
   * @throws ResultWriteException if the file cannot be written; nothing is left of the attempt
   * @throws IllegalArgumentException if the extension is of no format that can be written
   * @throws IllegalStateException as {@link #annotate}
   */
  public void save(Path file, Annotator... annotators) {
    ImageFile target = ImageFile.of(file);
    target.write(annotate(annotators));
  }

  /**
   * This result as a JSON object, with the keys in this order:
   *
   * <pre>{@code
   * {"source": "a.jpg", "width": 640, "height": 480,
   *  "detections": [{"label": 3, "className": "star", "score": 0.91, "box": [x1, y1, x2, y2]}],
   *  "timings": {"decodeMs": 3.1, "preprocessMs": 0.9, "forwardMs": 180.2, "postprocessMs": 0.4}}
   * }</pre>
   *
   * <p>Floats are the shortest decimals that read back as the same float; NaN and infinities are
   * {@code null}. The text itself has no spaces and no line breaks. For many results see {@link
   * PredictionJsonWriter}.
   *
   * @return the text
   */
  public String toJson() {
    StringWriter text = new StringWriter();
    writeJson(text);
    return text.toString();
  }

  /**
   * Writes {@link #toJson} without building the text; the writer is flushed and stays open.
   *
   * @param out where it goes
   * @throws UncheckedIOException if the writer fails
   */
  public void writeJson(Writer out) {
    try (JsonGenerator json = PredictionJson.FACTORY.createGenerator(out)) {
      PredictionJson.write(json, this);
    } catch (IOException e) {
      throw new UncheckedIOException(source + ": JSON cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return source + ": " + prediction;
  }
}
