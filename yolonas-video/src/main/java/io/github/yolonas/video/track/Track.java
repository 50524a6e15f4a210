package io.github.yolonas.video.track;

import io.github.yolonas.postprocess.Detection;
import java.util.List;

/**
 * One object, as far as it has been followed. An immutable snapshot of one frame.
 *
 * @param id of the object: 1 for the first, then counting up, never given twice
 * @param detection what was found of it in this frame
 * @param age updates since it was first seen, those in which it was hidden included; 1 at first
 * @param trace the centres of its boxes, the latest last; at most {@link
 *     ByteTrackOptions#traceLength}
 */
public record Track(long id, Detection detection, int age, List<Point> trace) {
  /** Copies the list. */
  public Track {
    trace = List.copyOf(trace);
  }
}
