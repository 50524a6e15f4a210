package io.github.yolonas.video.track;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts objects that cross a line, by direction and class. Who stands at its start and looks to
 * its end has one side at the right hand; crossing towards that side is in, back is out. Of a line
 * drawn from left to right, in is downwards.
 *
 * <p>An object that comes and goes counts each time. One that trembles on the line does not: it
 * must leave it by a twentieth of its own size to have crossed. Crossing beside the line's ends
 * counts for nothing.
 *
 * <p>Not for use by several threads at once.
 */
public final class LineCounter {
  private static final double MARGIN = 0.05;
  private static final int MOST_REMEMBERED = 10_000;

  private final Point start;
  private final Point end;
  private final Anchor anchor;
  private final ClassCounts in = new ClassCounts();
  private final ClassCounts out = new ClassCounts();

  /** By id, where an object was last clearly beside the line; those longest ago are forgotten. */
  private final Map<Long, Point> beside =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Point> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /** A line that boxes cross by their centres. */
  public LineCounter(Point start, Point end) {
    this(start, end, Anchor.CENTER);
  }

  /**
   * A line.
   *
   * @param anchor which point of a box crosses it
   * @throws IllegalArgumentException if both ends are the same
   */
  public LineCounter(Point start, Point end, Anchor anchor) {
    if (start.equals(end)) {
      throw new IllegalArgumentException("line: expected two different ends, found " + start);
    }
    this.start = start;
    this.end = end;
    this.anchor = anchor;
  }

  /** Takes the next frame in. */
  public void update(List<Track> tracks) {
    for (Track track : tracks) {
      Point now = anchor.of(track.detection().box());
      if (Math.abs(side(start, end, now)) <= margin(track)) {
        continue;
      }
      Point before = beside.put(track.id(), now);
      if (before != null && isCrossed(before, now)) {
        (side(start, end, now) > 0 ? in : out).add(track.detection().className());
      }
    }
  }

  private static double margin(Track track) {
    return MARGIN * Math.sqrt(track.detection().box().area());
  }

  private boolean isCrossed(Point a, Point b) {
    return side(start, end, a) > 0 != side(start, end, b) > 0
        && side(a, b, start) > 0 != side(a, b, end) > 0;
  }

  /** The distance of {@code p} from the line through both points; positive at the right hand. */
  private static double side(Point from, Point to, Point p) {
    double dx = to.x() - from.x();
    double dy = to.y() - from.y();
    double length = Math.hypot(dx, dy);
    return length == 0 ? 0 : (dx * (p.y() - from.y()) - dy * (p.x() - from.x())) / length;
  }

  /** How many crossed towards the right-hand side. */
  public int in() {
    return in.sum();
  }

  /** How many crossed back. */
  public int out() {
    return out.sum();
  }

  /** {@link #in} by class name. A copy. */
  public Map<String, Integer> inByClass() {
    return in.toMap();
  }

  /** {@link #out} by class name. A copy. */
  public Map<String, Integer> outByClass() {
    return out.toMap();
  }

  /** Where the line begins. */
  public Point start() {
    return start;
  }

  /** Where the line ends. */
  public Point end() {
    return end;
  }

  @Override
  public String toString() {
    return "in " + in() + ", out " + out();
  }
}
