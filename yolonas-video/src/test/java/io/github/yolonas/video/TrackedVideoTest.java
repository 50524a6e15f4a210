package io.github.yolonas.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.yolonas.YoloNas;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.video.ffmpeg.Ffmpeg;
import io.github.yolonas.video.track.ByteTrackOptions;
import io.github.yolonas.video.track.LineCounter;
import io.github.yolonas.video.track.Point;
import io.github.yolonas.video.track.Track;
import io.github.yolonas.video.track.ZoneCounter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * From pixels to counts, by a video whose truth is known: two circles and a square cross the
 * picture's middle, a triangle stays, and a curtain hides the square for eleven frames, through
 * which it moves on.
 */
@ExtendWith(NativeLeakExtension.class)
class TrackedVideoTest {
  private static final int FRAMES = 60;
  private static final int SIDE = 320;

  @TempDir Path folder;

  @BeforeAll
  static void loadNatives() {
    Ffmpeg.load();
  }

  /** Where each object's centre is in a frame; the first three move. */
  enum Thing {
    FIRST_CIRCLE("circle", 30, 60, 4.4, new Color(30, 90, 220)),
    SECOND_CIRCLE("circle", 290, 75, -4.4, new Color(230, 200, 40)),
    SQUARE("square", 30, 170, 4.4, new Color(200, 40, 60)),
    TRIANGLE("triangle", 160, 270, 0, new Color(30, 160, 70));

    final String className;
    final double startX;
    final double y;
    final double speed;
    final Color color;

    Thing(String className, double startX, double y, double speed, Color color) {
      this.className = className;
      this.startX = startX;
      this.y = y;
      this.speed = speed;
      this.color = color;
    }

    double x(long frame) {
      return startX + speed * frame;
    }

    void draw(Graphics2D g, int frame) {
      g.setColor(color);
      double x = x(frame);
      switch (className) {
        case "circle" -> g.fill(new Ellipse2D.Double(x - 24, y - 24, 48, 48));
        case "square" -> g.fill(new Rectangle2D.Double(x - 22, y - 22, 44, 44));
        default -> {
          Path2D path = new Path2D.Double();
          path.moveTo(x - 28, y + 24);
          path.lineTo(x + 28, y + 24);
          path.lineTo(x, y - 26);
          path.closePath();
          g.fill(path);
        }
      }
    }
  }

  private static BufferedImage draw(int frame) {
    BufferedImage image = SyntheticVideo.scene(SIDE, SIDE);
    Graphics2D g = SyntheticVideo.pen(image);
    for (Thing thing : Thing.values()) {
      thing.draw(g, frame);
    }
    if (frame >= 26 && frame <= 36) {
      g.setColor(new Color(120, 125, 130)); // as the ground
      g.fillRect(0, 130, SIDE, 80);
    }
    g.dispose();
    return image;
  }

  private Path video() {
    return SyntheticVideo.write(
        folder.resolve("things.mp4"),
        FRAMES,
        FrameRate.of(25),
        TrackedVideoTest::draw,
        i -> i * 40_000_000L,
        VideoWriterOptions.defaults());
  }

  private static Thing nearest(Track track, long frame) {
    Thing best = Thing.TRIANGLE;
    double least = Double.MAX_VALUE;
    for (Thing thing : Thing.values()) {
      double distance =
          Math.hypot(
              thing.x(frame) - track.detection().box().centerX(),
              thing.y - track.detection().box().centerY());
      if (thing.className.equals(track.detection().className()) && distance < least) {
        least = distance;
        best = thing;
      }
    }
    assertThat(least).as("%s in frame %d", track, frame).isLessThan(25);
    return best;
  }

  @Test
  void idsStayThroughCrossingsAndOcclusionAndCountsAreExact() throws Exception {
    double middle = SIDE / 2.0 + 30;
    LineCounter line = new LineCounter(new Point(middle, SIDE), new Point(middle, 0));
    ZoneCounter zone =
        new ZoneCounter(
            List.of(
                new Point(240, 130),
                new Point(320, 130),
                new Point(320, 300),
                new Point(240, 300)));
    VideoOptions options = VideoOptions.builder().tracking(ByteTrackOptions.defaults()).build();
    TrackPainter painter = TrackPainter.create().with(line).with(zone);
    Map<Thing, TreeSet<Long>> ids = new TreeMap<>();
    try (YoloNas model = YoloNas.load(SyntheticVideo.MODEL);
        VideoReader video = VideoReader.open(video());
        Stream<FramePrediction> frames = new VideoPredictor(model, options).stream(video);
        VideoWriter out = VideoWriter.create(folder.resolve("tracked.mp4"), video.info())) {
      frames.forEach(
          frame -> {
            assertThat(frame.result().provenance()).isPresent();
            line.update(frame.tracks());
            zone.update(frame.tracks());
            for (Track track : frame.tracks()) {
              Thing thing = nearest(track, frame.index());
              if (!isCrossing(frame.index())) {
                ids.computeIfAbsent(thing, t -> new TreeSet<>()).add(track.id());
              }
              assertThat(frame.trackOf(track.detection())).contains(track);
            }
            out.write(painter.draw(frame), frame.timestamp());
          });
      out.complete();
    }
    assertThat(ids.keySet()).containsExactly(Thing.values());
    assertThat(ids.values()).allMatch(seen -> seen.size() == 1);
    assertThat(ids.values().stream().flatMap(TreeSet::stream).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    assertThat(line.inByClass()).isEqualTo(Map.of("circle", 1, "square", 1));
    assertThat(line.outByClass()).isEqualTo(Map.of("circle", 1));
    assertThat(zone.totalByClass()).isEqualTo(Map.of("square", 1));
    assertWritten(folder.resolve("tracked.mp4"));
  }

  /** While the circles overlap, which is which cannot be told from the picture. */
  private static boolean isCrossing(long frame) {
    return Math.abs(Thing.FIRST_CIRCLE.x(frame) - Thing.SECOND_CIRCLE.x(frame)) < 60;
  }

  private static void assertWritten(Path file) throws Exception {
    try (VideoReader video = VideoReader.open(file)) {
      assertThat(video.info().frameCount()).hasValue(FRAMES);
      assertThat(video.info().duration().orElseThrow().toMillis()).isEqualTo(2400);
      VideoFrame frame = video.read().orElseThrow();
      for (int i = 1; i < 50; i++) {
        frame = video.read().orElseThrow();
      }
      if (System.getProperty("yolonas.pictures") != null) {
        javax.imageio.ImageIO.write(
            frame.image().toBufferedImage(),
            "png",
            Path.of(System.getProperty("yolonas.pictures")).resolve("tracked.png").toFile());
      }
      assertThat(frame.image().rgb(190, 300) >> 8 & 0xFF).isCloseTo(220, within(60)); // the line
    }
  }
}
