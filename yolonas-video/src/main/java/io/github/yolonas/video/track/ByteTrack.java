package io.github.yolonas.video.track;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Follows objects from frame to frame by their boxes alone.
 *
 * <p>Each known object's box is moved on by a Kalman filter, and detections are matched with these
 * boxes by overlap, as a whole at the lowest cost. Its idea is the second matching: objects that
 * found no partner among the confident detections may have one among those of low score, since
 * something half hidden is found with little confidence, but found. Such a detection continues a
 * track and never begins one. An object that is found no more is remembered for a while.
 *
 * <p>A new object has an id from its second frame on, as a single detection may be an error; in the
 * first frame of all, at once.
 *
 * <p>Deterministic. Not for use by several threads at once. Pure Java.
 *
 * @see <a href="https://arxiv.org/abs/2110.06864">Zhang et al.: ByteTrack: Multi-Object Tracking by
 *     Associating Every Detection Box, ECCV 2022</a>
 */
public final class ByteTrack {
  private static final double SECOND_LEAST_IOU = 0.5;
  private static final double NEW_LEAST_IOU = 0.3;

  /** Two tracks that overlap more are one object. */
  private static final double DUPLICATE_IOU = 0.85;

  private final ByteTrackOptions options;
  private final List<Trajectory> known = new ArrayList<>();
  private boolean started;
  private long ids;

  /** A tracker with everything by default. */
  public ByteTrack() {
    this(ByteTrackOptions.defaults());
  }

  /** A tracker that knows of no object yet. */
  public ByteTrack(ByteTrackOptions options) {
    this.options = options;
  }

  /**
   * Takes the next frame in. To have the second matching, give detections down to {@link
   * ByteTrackOptions#lowThreshold}.
   *
   * @param detections of one frame; boxes without area, or with coordinates that are no numbers,
   *     are passed over
   * @return the tracks of the objects found in this frame, by id
   */
  public List<Track> update(List<Detection> detections) {
    known.forEach(Trajectory::predict);
    List<Detection> confident = between(detections, options.highThreshold(), Double.MAX_VALUE);
    List<Detection> doubtful = between(detections, options.lowThreshold(), options.highThreshold());

    List<Trajectory> open = filter(Trajectory::isConfirmed);
    match(open, confident, options.matchThreshold(), true);
    open.removeIf(trajectory -> trajectory.hidden() > 1); // only what was there a frame ago
    match(open, doubtful, SECOND_LEAST_IOU, false);
    match(filter(trajectory -> !trajectory.isConfirmed()), confident, NEW_LEAST_IOU, true);

    forget();
    begin(confident);
    started = true;
    return known.stream()
        .filter(trajectory -> trajectory.isConfirmed() && trajectory.hidden() == 0)
        .map(Trajectory::snapshot)
        .sorted(Comparator.comparingLong(Track::id))
        .toList();
  }

  private static List<Detection> between(List<Detection> detections, double least, double below) {
    List<Detection> chosen = new ArrayList<>();
    for (Detection detection : detections) {
      boolean inRange = detection.confidence() >= least && detection.confidence() < below;
      if (inRange && hasArea(detection.box())) {
        chosen.add(detection);
      }
    }
    return chosen;
  }

  private static boolean hasArea(BoundingBox box) {
    return box.width() > 0 && box.height() > 0 && Float.isFinite(box.area());
  }

  private List<Trajectory> filter(Predicate<Trajectory> condition) {
    return new ArrayList<>(known.stream().filter(condition).toList());
  }

  /** Takes the pairs that it makes out of both lists. */
  private void match(
      List<Trajectory> open, List<Detection> detections, double least, boolean byScore) {
    double[][] gain = new double[open.size()][detections.size()];
    for (int row = 0; row < gain.length; row++) {
      BoundingBox box = open.get(row).box();
      for (int column = 0; column < detections.size(); column++) {
        Detection detection = detections.get(column);
        if (!options.classAware() || detection.label() == open.get(row).label()) {
          double overlap = box.iou(detection.box()) * (byScore ? detection.confidence() : 1);
          gain[row][column] = overlap - least;
        }
      }
    }
    int[] columnOf = LinearAssignment.maximize(gain);
    List<Trajectory> matched = new ArrayList<>();
    List<Detection> used = new ArrayList<>();
    for (int row = 0; row < columnOf.length; row++) {
      if (columnOf[row] != LinearAssignment.NONE) {
        found(open.get(row), detections.get(columnOf[row]));
        matched.add(open.get(row));
        used.add(detections.get(columnOf[row]));
      }
    }
    open.removeAll(matched);
    used.forEach(detections::remove); // one for one, should two be equal
  }

  private void found(Trajectory trajectory, Detection detection) {
    trajectory.found(detection);
    if (!trajectory.isConfirmed()) {
      trajectory.confirm(++ids);
    }
  }

  /** Flickers, what has been hidden for too long, and hidden doubles of what is seen. */
  private void forget() {
    known.removeIf(
        t -> t.hidden() > (t.isConfirmed() ? options.mostHiddenUpdates() : 0) || isDouble(t));
  }

  private boolean isDouble(Trajectory hidden) {
    return hidden.hidden() > 0
        && known.stream()
            .anyMatch(
                seen ->
                    seen.hidden() == 0
                        && seen.isConfirmed()
                        && (!options.classAware() || seen.label() == hidden.label())
                        && seen.age() >= hidden.age()
                        && seen.box().iou(hidden.box()) > DUPLICATE_IOU);
  }

  private void begin(List<Detection> unmatched) {
    for (Detection detection : unmatched) {
      if (detection.confidence() >= options.newTrackThreshold()) {
        Trajectory trajectory = new Trajectory(detection, options.traceLength());
        if (!started) {
          trajectory.confirm(++ids);
        }
        known.add(trajectory);
      }
    }
  }
}
