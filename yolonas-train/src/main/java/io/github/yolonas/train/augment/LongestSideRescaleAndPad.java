package io.github.yolonas.train.augment;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.preprocess.Letterbox;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.preprocess.Preprocessor;
import io.github.yolonas.preprocess.ProcessingStep;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Brings an image to the network's size: scaled as a whole until it fits, bilinearly, then padded.
 * Always happens. Immutable.
 *
 * <p>Where an image comes to lie is computed by the code that prediction uses, so a model is
 * trained and validated on the very pixels that it will see.
 */
public final class LongestSideRescaleAndPad extends NativeAugmentation {
  /** Prediction's margin: 636 in 640. */
  private static final int PREDICTION_MARGIN = 4;

  /** Gray, as everywhere in the original. */
  private static final int GRAY = 114;

  /** Where the padding goes. */
  public enum Padding {
    /** On all sides alike; an odd pixel goes below or right. */
    CENTER,
    /** Below and right only: the image begins at the top left corner. */
    BOTTOM_RIGHT
  }

  private final InputSize size;
  private final int margin;
  private final Padding padding;
  private final int padValue;
  private final Preprocessor geometry;

  /**
   * Any geometry.
   *
   * @param size of the result
   * @param margin by how many pixels the scaled image stays below that size, 0 or more, below 32
   * @param padding where the padding goes
   * @param padValue its gray level, 0 to 255
   */
  public LongestSideRescaleAndPad(InputSize size, int margin, Padding padding, int padValue) {
    super(1);
    this.size = size;
    this.margin = Checks.within("margin", margin, 0, InputSize.MULTIPLE - 1);
    this.padding = padding;
    this.padValue = Checks.within("padValue", padValue, 0, 255);
    geometry = new Preprocessor(new PreprocessOptions(steps(size, margin, padding)));
  }

  private static List<ProcessingStep> steps(InputSize size, int margin, Padding padding) {
    int height = size.height();
    int width = size.width();
    return List.of(
        new ProcessingStep.DetectionLongestMaxSizeRescale(height - margin, width - margin),
        switch (padding) {
          case CENTER -> new ProcessingStep.DetectionCenterPadding(height, width, GRAY);
          case BOTTOM_RIGHT -> new ProcessingStep.DetectionBottomRightPadding(height, width, GRAY);
        },
        new ProcessingStep.ImagePermute());
  }

  /** The original's {@code DetectionPaddedRescale}: bottom right, gray 114, no margin. */
  public static LongestSideRescaleAndPad bottomRight(InputSize size) {
    return new LongestSideRescaleAndPad(size, 0, Padding.BOTTOM_RIGHT, GRAY);
  }

  /** As prediction does by default: centred, gray 114, with a margin of 4 pixels. */
  public static LongestSideRescaleAndPad asPrediction(InputSize size) {
    return new LongestSideRescaleAndPad(size, PREDICTION_MARGIN, Padding.CENTER, GRAY);
  }

  /** The size of each result. */
  public InputSize size() {
    return size;
  }

  @Override
  NativeSample change(NativeSample sample, AugmentationContext context) {
    Letterbox place = geometry.letterbox(sample.width(), sample.height());
    Mat canvas = NativeSample.gray(size.width(), size.height(), padValue);
    Mat interior =
        canvas.apply(
            new Rect(place.padLeft(), place.padTop(), place.resizedWidth(), place.resizedHeight()));
    // Of the right size and type already, so OpenCV writes into the canvas.
    resize(sample.pixels(), interior, interior.size(), 0, 0, INTER_LINEAR);
    return sample.moved(
        canvas,
        box ->
            new BoundingBox(
                place.toNetworkX(box.x1()),
                place.toNetworkY(box.y1()),
                place.toNetworkX(box.x2()),
                place.toNetworkY(box.y2())));
  }

  @Override
  public String toString() {
    return "LongestSideRescaleAndPad[size=%s, margin=%d, padding=%s, padValue=%d]"
        .formatted(size, margin, padding, padValue);
  }
}
