package io.github.yolonas.draw;

import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionMatching;
import io.github.yolonas.postprocess.DetectionPrediction;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Prediction and ground truth of one image beside each other. Left, what was found: right in green,
 * wrong in red. Right, what is there: found in green, missed in orange. Labels say the same in
 * words, for those who cannot tell the colours.
 */
public final class SideBySide {
  private static final Color RIGHT = new Color(0x2E, 0xA0, 0x43);
  private static final Color WRONG = new Color(0xD8, 0x2C, 0x2C);
  private static final Color MISSED = new Color(0xFF, 0x9F, 0x1A);
  private static final Color BACKGROUND = new Color(0x20, 0x20, 0x24);

  private final DetectionPrediction prediction;
  private final DetectionPrediction truth;
  private final DetectionMatching matching;

  /** By identity, for detections may be equal and yet only one of them right. */
  private final IdentityHashMap<Detection, DetectionMatching.Hit> hits = new IdentityHashMap<>();

  private SideBySide(DetectionPrediction prediction, DetectionPrediction truth, double leastIou) {
    this.prediction = distinct(prediction);
    this.truth = distinct(truth);
    matching = DetectionMatching.of(this.prediction, this.truth, leastIou);
    matching.hits().forEach(hit -> hits.put(hit.found(), hit));
    matching.hits().forEach(hit -> hits.put(hit.object(), hit));
  }

  /** The same detections, none of which is the same object as another. */
  private static DetectionPrediction distinct(DetectionPrediction prediction) {
    return new DetectionPrediction(
        prediction.stream()
            .map(d -> new Detection(d.label(), d.className(), d.confidence(), d.box()))
            .toList(),
        prediction.imageShape());
  }

  /**
   * Makes the picture.
   *
   * @param image what both speak of
   * @param prediction what was found
   * @param truth what is there
   * @param leastIou the overlap that makes a detection right, above 0 to 1
   * @return a new picture, a little wider than the image twice, with a line of text on top
   */
  public static BufferedImage picture(
      BufferedImage image,
      DetectionPrediction prediction,
      DetectionPrediction truth,
      double leastIou) {
    return new SideBySide(prediction, truth, leastIou).picture(image);
  }

  private BufferedImage picture(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    Scale scale = Scale.of(width, height, OptionalInt.empty());
    int gap = Math.max(2, Math.round(scale.textSize() / 2));
    int head = Math.round(2 * scale.textSize());
    BufferedImage left = annotated(image, prediction, this::foundColor, this::foundText);
    BufferedImage right = annotated(image, truth, this::truthColor, this::truthText);
    BufferedImage picture =
        new BufferedImage(2 * width + gap, height + head, BufferedImage.TYPE_INT_RGB);
    Canvas.draw(
        picture,
        graphics -> {
          graphics.setColor(BACKGROUND);
          graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
          graphics.drawImage(left, 0, head, null);
          graphics.drawImage(right, width + gap, head, null);
          Typesetter typesetter = new Typesetter(scale, graphics.getFontRenderContext());
          heading(graphics, typesetter, foundHeading(), new Rectangle(0, 0, width, head));
          heading(graphics, typesetter, truthHeading(), new Rectangle(width + gap, 0, width, head));
        });
    return picture;
  }

  private static BufferedImage annotated(
      BufferedImage image,
      DetectionPrediction detections,
      Function<Detection, Color> color,
      Function<Detection, String> text) {
    BufferedImage copy =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Canvas.draw(copy, graphics -> graphics.drawImage(image, 0, 0, null));
    new FramePainter(OptionalInt.empty(), color).paint(copy, detections);
    new PlatePainter(OptionalInt.empty(), Detection::className, text, color)
        .paint(copy, detections);
    return copy;
  }

  private static void heading(
      Graphics2D graphics, Typesetter typesetter, String text, Rectangle place) {
    typesetter
        .label(text, "", place.width)
        .ifPresent(
            label -> {
              int above = (place.height - label.height()) / 2;
              label.draw(
                  graphics,
                  new Rectangle(place.x, above, label.width(), label.height()),
                  BACKGROUND);
            });
  }

  private String foundHeading() {
    return String.format(
        Locale.ROOT,
        "Prediction: %d, %d right, %d wrong",
        prediction.size(),
        matching.hits().size(),
        matching.falseAlarms().size());
  }

  private String truthHeading() {
    return String.format(
        Locale.ROOT, "Ground truth: %d, %d missed", truth.size(), matching.missed().size());
  }

  private Color foundColor(Detection found) {
    return hits.containsKey(found) ? RIGHT : WRONG;
  }

  private Color truthColor(Detection object) {
    return hits.containsKey(object) ? RIGHT : MISSED;
  }

  private String foundText(Detection found) {
    DetectionMatching.Hit hit = hits.get(found);
    return hit == null
        ? String.format(Locale.ROOT, "%.2f wrong", found.confidence())
        : String.format(Locale.ROOT, "%.2f IoU %.2f", found.confidence(), hit.iou());
  }

  private String truthText(Detection object) {
    return hits.containsKey(object) ? "" : "missed";
  }
}
