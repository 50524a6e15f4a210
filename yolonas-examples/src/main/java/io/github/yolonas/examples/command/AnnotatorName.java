package io.github.yolonas.examples.command;

import io.github.yolonas.annotate.Annotator;
import io.github.yolonas.annotate.BlurAnnotator;
import io.github.yolonas.annotate.BoxAnnotator;
import io.github.yolonas.annotate.HeatMapAnnotator;
import io.github.yolonas.annotate.LabelAnnotator;
import io.github.yolonas.annotate.PixelateAnnotator;
import io.github.yolonas.annotate.SpotlightAnnotator;

/** What {@code --annotators} can draw, each as the library does by default. */
enum AnnotatorName {
  /** Frames of boxes. */
  BOX,

  /** Class names and scores. */
  LABEL,

  /** Blurred boxes. */
  BLUR,

  /** Boxes of few large squares. */
  PIXELATE,

  /** Where things are, from cool to hot; each picture by itself. */
  HEATMAP,

  /** Dark surroundings. */
  SPOTLIGHT;

  /** What {@code --annotators} takes. */
  static final class Converter extends NameConverter<AnnotatorName> {
    Converter() {
      super(AnnotatorName.class);
    }
  }

  Annotator annotator() {
    return switch (this) {
      case BOX -> new BoxAnnotator();
      case LABEL -> new LabelAnnotator();
      case BLUR -> new BlurAnnotator();
      case PIXELATE -> new PixelateAnnotator();
      case HEATMAP -> HeatMapAnnotator.ofEachPicture();
      case SPOTLIGHT -> new SpotlightAnnotator();
    };
  }
}
