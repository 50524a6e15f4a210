package io.github.yolonas.video;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.Timings;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.video.track.Point;
import io.github.yolonas.video.track.Track;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameJsonWriterTest {
  private static final Detection STAR =
      new Detection(3, "star", 0.91f, new BoundingBox(1.5f, 2, 30, 40));
  private static final Detection DOT =
      new Detection(0, "dot", 0.5f, new BoundingBox(5, 6, 7, Float.NaN));

  private static FramePrediction frame() {
    Duration ms = Duration.ofMillis(1);
    return new FramePrediction(
        12,
        Duration.ofMillis(400),
        true,
        new ImageDetectionPrediction(
            "a.mp4",
            Optional.empty(),
            List.of("dot", "a", "b", "star"),
            new DetectionPrediction(List.of(STAR, DOT), new ImageShape(48, 64)),
            new Timings(ms, ms, ms, ms)),
        List.of(new Track(7, STAR, 3, List.of(new Point(15, 21)))));
  }

  @Test
  void framesLookLikeImagesWithNumberTimeAndTrack() throws Exception {
    StringWriter out = new StringWriter();
    try (FrameJsonWriter json = new FrameJsonWriter(out)) {
      json.write(frame());
      json.writeError(new VideoReadException("a.mp4", "broken"));
    }
    JsonNode array = new ObjectMapper().readTree(out.toString());
    assertThat(array).hasSize(2);
    JsonNode frame = array.get(0);
    assertThat(frame.fieldNames())
        .toIterable()
        .containsExactly("source", "frame", "timeMs", "width", "height", "detections", "timings");
    assertThat(frame.get("frame").asInt()).isEqualTo(12);
    assertThat(frame.get("timeMs").asDouble()).isEqualTo(400);
    assertThat(frame.get("width").asInt()).isEqualTo(64);
    JsonNode star = frame.get("detections").get(0);
    assertThat(star)
        .hasToString(
            "{\"label\":3,\"className\":\"star\",\"score\":0.91,\"box\":[1.5,2.0,30.0,40.0],"
                + "\"trackId\":7}");
    assertThat(frame.get("detections").get(1).has("trackId")).isFalse();
    assertThat(frame.get("detections").get(1).get("box").get(3).isNull()).isTrue();
    assertThat(frame.get("timings").get("forwardMs").asDouble()).isEqualTo(1);
    assertThat(array.get(1))
        .hasToString("{\"source\":\"a.mp4\",\"error\":\"a.mp4: cannot be read: broken\"}");
    assertThat(out.toString().lines()).hasSize(4);
  }

  @Test
  void noFramesAreAnEmptyArray() throws Exception {
    StringWriter out = new StringWriter();
    FrameJsonWriter json = new FrameJsonWriter(out);
    json.close();
    json.close();
    assertThat(new ObjectMapper().readTree(out.toString())).isEmpty();
  }
}
