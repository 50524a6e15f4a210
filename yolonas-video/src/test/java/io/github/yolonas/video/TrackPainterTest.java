package io.github.yolonas.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.DrawOptions;
import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.Timings;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.preprocess.RgbImage;
import io.github.yolonas.video.track.LineCounter;
import io.github.yolonas.video.track.Point;
import io.github.yolonas.video.track.Track;
import io.github.yolonas.video.track.ZoneCounter;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrackPainterTest {
  private static final int BLACK = 0xFF000000;

  private static FramePrediction frame(long firstId) {
    Detection left = new Detection(0, "star", 0.9f, new BoundingBox(20, 40, 80, 100));
    Detection right = new Detection(1, "dot", 0.8f, new BoundingBox(200, 40, 260, 100));
    RgbImage black = RgbImage.ofRgb(new byte[300 * 200 * 3], 300, 200);
    return new FramePrediction(
        1,
        Duration.ZERO,
        true,
        new ImageDetectionPrediction(
            "a.mp4",
            Optional.of(black),
            List.of("star", "dot"),
            new DetectionPrediction(List.of(left, right), new ImageShape(200, 300)),
            new Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO)),
        List.of(
            new Track(firstId, left, 9, List.of(new Point(50, 170), new Point(50, 70))),
            new Track(firstId + 1, right, 1, List.of(new Point(230, 70)))));
  }

  @Test
  void eachTrackHasItsColorForBoxAndTrace() {
    BufferedImage picture = TrackPainter.create().draw(frame(1));
    int box = picture.getRGB(20, 80);
    assertThat(picture.getRGB(50, 140)).isEqualTo(box).isNotEqualTo(BLACK);
    assertThat(picture.getRGB(200, 80)).isNotEqualTo(box).isNotEqualTo(BLACK);
    assertThat(picture.getRGB(50, 185)).isEqualTo(BLACK);
    assertThat(TrackPainter.create().draw(frame(5)).getRGB(20, 80)).isNotEqualTo(box);
  }

  @Test
  void optionsHold() {
    DrawOptions options =
        DrawOptions.builder().color("star", Color.CYAN).classes("star").showLabels(false).build();
    BufferedImage picture = TrackPainter.of(options).draw(frame(1));
    assertThat(picture.getRGB(20, 80)).isEqualTo(Color.CYAN.getRGB());
    assertThat(picture.getRGB(50, 140)).isEqualTo(Color.CYAN.getRGB());
    assertThat(picture.getRGB(200, 80)).isEqualTo(BLACK);
  }

  @Test
  void countersAreDrawn() {
    LineCounter line = new LineCounter(new Point(0, 150), new Point(300, 150));
    ZoneCounter zone =
        new ZoneCounter(List.of(new Point(100, 10), new Point(180, 10), new Point(140, 90)));
    BufferedImage without = TrackPainter.create().draw(frame(1));
    BufferedImage picture = TrackPainter.create().with(line).with(zone).draw(frame(1));
    assertThat(without.getRGB(280, 150)).isEqualTo(BLACK);
    assertThat(picture.getRGB(280, 150)).isNotEqualTo(BLACK);
    assertThat(picture.getRGB(140, 10)).isNotEqualTo(without.getRGB(140, 10));
  }
}
