package io.github.yolonas.video;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.video.track.ByteTrackOptions;

/**
 * What tracking asks of predictions. A tracker recognises objects also by detections that are too
 * weak to be shown, so the network's results are cut at its lower threshold; what is weak and
 * belongs to no track goes afterwards. One box is one object: unless the caller says otherwise,
 * each has one label.
 */
final class TrackedPredictions {
  private TrackedPredictions() {}

  /** The options of the network's pass. */
  static PredictOptions predictOptions(VideoOptions options) {
    PredictOptions.Builder b = options.predict().toBuilder().keepImage(false);
    if (options.tracking().isPresent()) {
      ByteTrackOptions tracking = options.tracking().get();
      b.conf(Math.min(tracking.lowThreshold(), leastConfidence(options)));
      b.multiLabelPerBox(options.predict().multiLabelPerBox().orElse(false));
    }
    return b.build();
  }

  /** Below this a detection is shown only if it continues a track. */
  static double leastConfidence(VideoOptions options) {
    return options
        .predict()
        .conf()
        .orElse(options.tracking().map(ByteTrackOptions::highThreshold).orElse(0.0));
  }
}
