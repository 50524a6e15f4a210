package io.github.yolonas.video.track;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the tracker knows of one object, from update to update. */
final class Trajectory {
  private static final long UNCONFIRMED = 0;

  private final BoxMotion motion;
  private final int traceLength;
  private final Deque<Point> trace = new ArrayDeque<>();
  private Detection detection;
  private long id = UNCONFIRMED;
  private int age;
  private int hidden;

  Trajectory(Detection first, int traceLength) {
    this.traceLength = traceLength;
    motion = new BoxMotion(first.box());
    detection = first;
    age = 1;
    remember(first);
  }

  /** One update ahead; until {@link #found}, the object counts as hidden. */
  void predict() {
    motion.predict(hidden > 0);
    hidden++;
    age++;
  }

  void found(Detection found) {
    motion.update(found.box());
    detection = found;
    hidden = 0;
    remember(found);
  }

  private void remember(Detection found) {
    trace.addLast(Anchor.CENTER.of(found.box()));
    if (trace.size() > traceLength) {
      trace.removeFirst();
    }
  }

  /** It has been seen more than once, or from the start: it is an object and no flicker. */
  void confirm(long newId) {
    id = newId;
  }

  boolean isConfirmed() {
    return id != UNCONFIRMED;
  }

  /** Where it should be now. */
  BoundingBox box() {
    return motion.box();
  }

  int label() {
    return detection.label();
  }

  int age() {
    return age;
  }

  /** Updates since it was last found, this one included. */
  int hidden() {
    return hidden;
  }

  Track snapshot() {
    return new Track(id, detection, age, List.copyOf(trace));
  }
}
