package io.github.yolonas.video;

import io.github.yolonas.DrawOptions;
import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.video.track.LineCounter;
import io.github.yolonas.video.track.Point;
import io.github.yolonas.video.track.Track;
import io.github.yolonas.video.track.ZoneCounter;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Draws a frame with its tracks: each object's box with its class and id, and the way that it came,
 * in a colour of its own; and counters with their lines, zones and numbers.
 *
 * <p>Immutable but for the counters, whose numbers are drawn as they are at that moment.
 */
public final class TrackPainter {
  private static final float GOLDEN_SECTION = 0.618034f;
  private static final Color COUNTER = new Color(255, 220, 60);
  private static final Color SHADE = new Color(0, 0, 0, 120);

  private final DrawOptions options;
  private final List<LineCounter> lines;
  private final List<ZoneCounter> zones;

  private TrackPainter(DrawOptions options, List<LineCounter> lines, List<ZoneCounter> zones) {
    this.options = options;
    this.lines = List.copyOf(lines);
    this.zones = List.copyOf(zones);
  }

  /** A painter of boxes and traces, with everything by default. */
  public static TrackPainter create() {
    return of(DrawOptions.defaults());
  }

  /**
   * A painter of boxes and traces.
   *
   * @param options colours by class, where given, take the place of those by track
   */
  public static TrackPainter of(DrawOptions options) {
    return new TrackPainter(options, List.of(), List.of());
  }

  /** A painter that draws this line, too, and what it counted. */
  public TrackPainter with(LineCounter line) {
    List<LineCounter> more = new ArrayList<>(lines);
    more.add(line);
    return new TrackPainter(options, more, zones);
  }

  /** A painter that draws this zone, too, and what it counted. */
  public TrackPainter with(ZoneCounter zone) {
    List<ZoneCounter> more = new ArrayList<>(zones);
    more.add(zone);
    return new TrackPainter(options, lines, more);
  }

  /**
   * Draws on a copy of the frame.
   *
   * @return a new image of type {@link BufferedImage#TYPE_INT_RGB}, of the same size
   * @throws IllegalStateException if the frame's pixels were not kept
   */
  public BufferedImage draw(FramePrediction frame) {
    Map<String, Color> colors = new LinkedHashMap<>(options.colors());
    List<Detection> shown = new ArrayList<>();
    for (Detection detection : frame.result().prediction()) {
      if (isShown(detection)) {
        shown.add(labelled(detection, frame.trackOf(detection), colors));
      }
    }
    ImageDetectionPrediction result = frame.result();
    ImageDetectionPrediction labelled =
        new ImageDetectionPrediction(
            result.source(),
            Optional.of(result.image()),
            result.classNames(),
            new DetectionPrediction(shown, result.prediction().imageShape()),
            result.timings());
    DrawOptions all = options.toBuilder().colors(colors).classes().build();
    BufferedImage canvas = labelled.draw(all);
    Graphics2D graphics = canvas.createGraphics();
    graphics.setClip(0, 0, canvas.getWidth(), canvas.getHeight());
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      float unit =
          (float) Math.max(1, Math.sqrt((double) canvas.getWidth() * canvas.getHeight()) / 400);
      frame.tracks().stream()
          .filter(track -> isShown(track.detection()))
          .forEach(track -> paintTrace(graphics, track, unit));
      lines.forEach(line -> paintLine(graphics, line, unit));
      zones.forEach(zone -> paintZone(graphics, zone, unit));
    } finally {
      graphics.dispose();
    }
    return canvas;
  }

  private boolean isShown(Detection detection) {
    return options.classes().isEmpty() || options.classes().contains(detection.className());
  }

  private Detection labelled(
      Detection detection, Optional<Track> track, Map<String, Color> colors) {
    if (track.isEmpty()) {
      return detection;
    }
    String name = detection.className() + " #" + track.get().id();
    colors.put(name, color(track.get()));
    return new Detection(detection.label(), name, detection.confidence(), detection.box());
  }

  private Color color(Track track) {
    Color chosen = options.colors().get(track.detection().className());
    return chosen == null ? Color.getHSBColor(track.id() * GOLDEN_SECTION % 1, 0.8f, 0.9f) : chosen;
  }

  private void paintTrace(Graphics2D graphics, Track track, float unit) {
    Path2D way = new Path2D.Double();
    Point first = track.trace().get(0);
    way.moveTo(first.x(), first.y());
    track.trace().forEach(point -> way.lineTo(point.x(), point.y()));
    graphics.setStroke(new BasicStroke(1.5f * unit, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.setColor(color(track));
    graphics.draw(way);
  }

  private void paintLine(Graphics2D graphics, LineCounter line, float unit) {
    Point a = line.start();
    Point b = line.end();
    graphics.setStroke(new BasicStroke(1.5f * unit));
    graphics.setColor(COUNTER);
    graphics.draw(new Line2D.Double(a.x(), a.y(), b.x(), b.y()));
    write(graphics, line.toString(), (a.x() + b.x()) / 2, (a.y() + b.y()) / 2, unit);
  }

  private void paintZone(Graphics2D graphics, ZoneCounter zone, float unit) {
    Path2D outline = new Path2D.Double();
    Point first = zone.corners().get(0);
    outline.moveTo(first.x(), first.y());
    zone.corners().forEach(corner -> outline.lineTo(corner.x(), corner.y()));
    outline.closePath();
    graphics.setStroke(new BasicStroke(1.5f * unit));
    graphics.setColor(COUNTER);
    graphics.draw(outline);
    write(
        graphics,
        zone.toString(),
        outline.getBounds2D().getCenterX(),
        outline.getBounds2D().getCenterY(),
        unit);
  }

  /** Centred, on a dark plate, inside of the picture where it can be. */
  private void write(Graphics2D graphics, String text, double x, double y, float unit) {
    if (!options.showLabels()) {
      return;
    }
    graphics.setFont(graphics.getFont().deriveFont(Font.BOLD, Math.max(11, 9 * unit)));
    int width = graphics.getFontMetrics().stringWidth(text);
    int height = graphics.getFontMetrics().getAscent();
    int rightmost = graphics.getClipBounds().width - width - 2;
    int left = (int) Math.max(2, Math.min(rightmost, x - width / 2.0));
    int base = (int) Math.max(height + 2.0, y - 3 * unit);
    graphics.setColor(SHADE);
    graphics.fillRect(left - 2, base - height, width + 4, height + 3);
    graphics.setColor(COUNTER);
    graphics.drawString(text, left, base);
  }
}
