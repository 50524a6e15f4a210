package io.github.yolonas;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.yolonas.draw.DetectionPainter;
import io.github.yolonas.draw.ImageFile;
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

/**
 * One image and what was found in it. Immutable, free of native memory. The original: {@code
 * ImageDetectionPrediction}.
 */
public final class ImageDetectionPrediction {
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
    DetectionPainter painter = new DetectionPainter(options, classNames);
    BufferedImage canvas = image().toBufferedImage();
    painter.paint(canvas, prediction);
    return canvas;
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
