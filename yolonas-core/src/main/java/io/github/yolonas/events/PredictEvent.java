package io.github.yolonas.events;

import io.github.yolonas.PredictionListener.Pass;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** One pass of the network. */
@Name("yolonas.Predict")
@Label("YOLO-NAS Predict")
@Category("YOLO-NAS")
@Description("One pass of the network: from uploading a batch to its detections")
@StackTrace(false)
final class PredictEvent extends Event {
  /** Is never written; knows whether anybody records, with nothing allocated to ask. */
  static final PredictEvent SWITCH = new PredictEvent();

  @Label("Model")
  String model = "";

  @Label("Images")
  int images;

  @Label("Detections")
  int detections;

  @Label("Decode")
  @Description("Reading and decoding of all images, before this pass")
  @Timespan(Timespan.NANOSECONDS)
  long decode;

  @Label("Preprocess")
  @Description("Letterbox of all images, before this pass, and upload")
  @Timespan(Timespan.NANOSECONDS)
  long preprocess;

  @Label("Forward")
  @Description("The network; the event's duration includes waiting for other passes")
  @Timespan(Timespan.NANOSECONDS)
  long forward;

  @Label("Postprocess")
  @Description("Candidates, non-maximum suppression")
  @Timespan(Timespan.NANOSECONDS)
  long postprocess;

  void fill(Pass pass) {
    model = pass.model();
    images = pass.images();
    detections = pass.detections();
    decode = pass.timings().decode().toNanos();
    preprocess = pass.timings().preprocess().toNanos();
    forward = pass.timings().forward().toNanos();
    postprocess = pass.timings().postprocess().toNanos();
  }
}
