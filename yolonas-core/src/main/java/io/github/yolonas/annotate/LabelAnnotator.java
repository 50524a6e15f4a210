package io.github.yolonas.annotate;

import io.github.yolonas.draw.Palette;
import io.github.yolonas.draw.PlatePainter;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Writes beside boxes what they are, on plates that grow with the picture, stay inside of it and
 * make way for each other. The text is in any script that the JVM has a font for; where it is too
 * long it ends in an ellipsis, and the score stays.
 *
 * @param boxThickness of the boxes' lines, which plates stand on; empty if it scales with the
 *     picture
 * @param caption of each box; by default its class name
 * @param showConfidence whether the score follows, to two decimals; default true
 * @param color of each plate; by default that of its class, the same in every run
 */
public record LabelAnnotator(
    OptionalInt boxThickness,
    Function<? super Detection, String> caption,
    boolean showConfidence,
    Function<? super Detection, Color> color)
    implements Annotator {

  /** Class names and scores, in the colours of the classes. */
  public LabelAnnotator() {
    this(
        OptionalInt.empty(),
        Detection::className,
        true,
        detection -> Palette.of(detection.label()));
  }

  /** The same for boxes with lines of a fixed width in pixels. */
  public LabelAnnotator withBoxThickness(int pixels) {
    return new LabelAnnotator(OptionalInt.of(pixels), caption, showConfidence, color);
  }

  /** The same with other texts, such as the number of an object that is followed. */
  public LabelAnnotator withCaption(Function<? super Detection, String> captions) {
    return new LabelAnnotator(boxThickness, captions, showConfidence, color);
  }

  /** The same with or without scores. */
  public LabelAnnotator withConfidence(boolean shown) {
    return new LabelAnnotator(boxThickness, caption, shown, color);
  }

  /** The same in other colours. */
  public LabelAnnotator withColor(Function<? super Detection, Color> colors) {
    return new LabelAnnotator(boxThickness, caption, showConfidence, colors);
  }

  /**
   * Writes the labels.
   *
   * @throws IllegalStateException if there is something to write and the JVM finds no font
   */
  @Override
  public void annotate(BufferedImage canvas, DetectionPrediction prediction) {
    new PlatePainter(boxThickness, caption, this::score, color).paint(canvas, prediction);
  }

  private String score(Detection detection) {
    return showConfidence ? String.format(Locale.ROOT, "%.2f", detection.confidence()) : "";
  }
}
