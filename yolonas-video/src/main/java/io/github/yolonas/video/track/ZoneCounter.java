package io.github.yolonas.video.track;

import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Counts objects inside a polygon: those that are there now, and all that ever were, each once.
 *
 * <p>Not for use by several threads at once.
 */
public final class ZoneCounter {
  private final List<Point> corners;
  private final Anchor anchor;
  private final ClassCounts current = new ClassCounts();
  private final ClassCounts total = new ClassCounts();
  private final BitSet counted = new BitSet();

  /** A zone that boxes are in by their centres. */
  public ZoneCounter(List<Point> corners) {
    this(corners, Anchor.CENTER);
  }

  /**
   * A zone.
   *
   * @param corners in order, 3 or more; where edges cross, what is inside twice is outside
   * @param anchor which point of a box has to be inside
   */
  public ZoneCounter(List<Point> corners, Anchor anchor) {
    if (corners.size() < 3) {
      throw new IllegalArgumentException(
          "zone: expected 3 corners or more, found " + corners.size());
    }
    this.corners = List.copyOf(corners);
    this.anchor = anchor;
  }

  /** Takes the next frame in. */
  public void update(List<Track> tracks) {
    current.clear();
    for (Track track : tracks) {
      if (contains(anchor.of(track.detection().box()))) {
        current.add(track.detection().className());
        int id = Math.toIntExact(track.id());
        if (!counted.get(id)) {
          counted.set(id);
          total.add(track.detection().className());
        }
      }
    }
  }

  /** Whether a ray from the point to the right meets an odd number of edges. */
  private boolean contains(Point p) {
    boolean inside = false;
    Point a = corners.get(corners.size() - 1);
    for (Point b : corners) {
      if (a.y() > p.y() != b.y() > p.y()) {
        double x = a.x() + (p.y() - a.y()) / (b.y() - a.y()) * (b.x() - a.x());
        inside ^= p.x() < x;
      }
      a = b;
    }
    return inside;
  }

  /** How many are inside in the latest frame. */
  public int current() {
    return current.sum();
  }

  /** How many different objects have been inside. */
  public int total() {
    return total.sum();
  }

  /** {@link #current} by class name. A copy. */
  public Map<String, Integer> currentByClass() {
    return current.toMap();
  }

  /** {@link #total} by class name. A copy. */
  public Map<String, Integer> totalByClass() {
    return total.toMap();
  }

  /** The corners, in order. */
  public List<Point> corners() {
    return corners;
  }

  @Override
  public String toString() {
    return current() + " now, " + total() + " in all";
  }
}
