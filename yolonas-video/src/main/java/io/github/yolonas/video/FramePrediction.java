package io.github.yolonas.video;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.video.track.Track;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was found in one frame. Immutable, free of native memory.
 *
 * @param index of the frame, from 0, counting all frames of the video
 * @param timestamp when it is shown, since the first frame
 * @param isPredicted whether the network saw this frame; else its detections are those of the last
 *     that it saw
 * @param result the detections, and the frame's pixels unless they were not to be kept. With
 *     tracking it holds, too, detections of little confidence that continue a track
 * @param tracks the tracks of these detections, by id; without tracking none
 */
public record FramePrediction(
    long index,
    Duration timestamp,
    boolean isPredicted,
    ImageDetectionPrediction result,
    List<Track> tracks) {

  /** Copies the list. */
  public FramePrediction {
    tracks = List.copyOf(tracks);
  }

  /** The track that one of this frame's detections belongs to. */
  public Optional<Track> trackOf(Detection detection) {
    return tracks.stream().filter(track -> track.detection().equals(detection)).findFirst();
  }
}
