package io.github.yolonas.draw;

import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** A detection and its frame on a canvas. */
record Framed(Detection detection, Frame frame) {

  /** Those detections of which something is to be seen, the most confident first. */
  static List<Framed> of(DetectionPrediction prediction, BufferedImage canvas, Scale scale) {
    List<Framed> bestFirst = new ArrayList<>();
    for (Detection detection : prediction) {
      Frame.of(detection.box(), scale.thickness(), canvas.getWidth(), canvas.getHeight())
          .ifPresent(frame -> bestFirst.add(new Framed(detection, frame)));
    }
    return bestFirst;
  }
}
