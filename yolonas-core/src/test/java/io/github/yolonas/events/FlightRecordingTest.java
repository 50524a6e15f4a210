package io.github.yolonas.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.ChildJvm;
import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNas;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NativeLeakExtension.class)
class FlightRecordingTest {
  static final Path MODEL =
      ReferenceData.repositoryFile("yolonas-core/src/test/resources/reference/toy/shapes.pth");
  static final Path IMAGE =
      ReferenceData.repositoryFile(
          "yolonas-core/src/test/resources/reference/toy/images/scene_11_320x240.png");

  private static final String LOOK_INSIDE = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  @TempDir private Path folder;

  @Test
  void aRecordingHoldsLoadsPassesAndMemory() throws Exception {
    List<RecordedEvent> events;
    ImageDetectionPrediction first;
    try (Recording recording = new Recording()) {
      recording.enable("yolonas.NativeMemory").with("period", "endChunk");
      recording.start();
      try (YoloNas model = YoloNas.load(MODEL)) {
        List<ImageSource> images = Stream.of(IMAGE, IMAGE).map(ImageSource::of).toList();
        first = model.predictAll(images, PredictOptions.conf(0.5)).get(0);
      }
      recording.stop();
      events = written(recording);
    }
    RecordedEvent load = only(events, "yolonas.Load");
    assertThat(load.getString("model")).isEqualTo(MODEL.toString());
    assertThat(load.getString("format")).isEqualTo("pytorch_zip");
    assertThat(load.getString("architecture")).isEqualTo("YOLO-NAS custom");
    assertThat(load.getInt("classes")).isEqualTo(5);
    assertThat(load.getString("precision")).isEqualTo("fp32");
    assertThat(load.getString("device")).isNotEmpty();
    assertThat(load.getString("kernels")).isNotEmpty();
    assertThat(load.getDuration()).isGreaterThan(Duration.ZERO);
    RecordedEvent predict = only(events, "yolonas.Predict");
    assertThat(predict.getString("model")).isEqualTo(MODEL.toString());
    assertThat(predict.getInt("images")).isEqualTo(2);
    assertThat(predict.getInt("detections")).isEqualTo(2 * first.prediction().size());
    assertThat(predict.getDuration("forward"))
        .isEqualTo(first.timings().forward().multipliedBy(2))
        .isLessThan(predict.getDuration());
    assertThat(predict.getDuration("decode")).isGreaterThan(Duration.ZERO);
    assertThat(predict.getDuration("preprocess")).isGreaterThan(Duration.ZERO);
    assertThat(predict.getDuration("postprocess")).isGreaterThan(Duration.ZERO);
    assertThat(
            events.stream().filter(e -> e.getEventType().getName().equals("yolonas.NativeMemory")))
        .isNotEmpty()
        .allSatisfy(
            memory -> {
              assertThat(memory.getLong("objects")).isPositive();
              assertThat(memory.getLong("resident")).isGreaterThan(memory.getLong("bytes"));
            });
  }

  @Test
  void aRecordingMayBeginLongAfterTheModelWasLoaded() throws Exception {
    try (YoloNas model = YoloNas.load(MODEL);
        Recording recording = new Recording()) {
      model.predict(IMAGE);
      recording.start();
      model.predict(IMAGE);
      recording.stop();
      model.predict(IMAGE);
      assertThat(only(written(recording), "yolonas.Predict").getInt("images")).isEqualTo(1);
    }
  }

  @Test
  void eventsThatAreNotWantedAreNotWritten() throws Exception {
    try (YoloNas model = YoloNas.load(MODEL);
        Recording recording = new Recording()) {
      recording.disable("yolonas.Predict");
      recording.start();
      model.predict(IMAGE);
      recording.stop();
      assertThat(written(recording)).noneMatch(e -> e.getEventType().getName().contains("Predict"));
    }
  }

  /** As an image made by jlink for an application on the class path may be. */
  @Test
  void aJavaWithoutTheRecorderPredictsAllTheSame() throws Exception {
    String output =
        ChildJvm.output(
            List.of(LOOK_INSIDE, "--limit-modules", "java.se,jdk.unsupported"),
            System.getProperty("java.class.path"),
            Predicting.class);
    assertThat(output).contains("recorder: false").contains("found 4").contains("events: false");
  }

  /** The recorder takes a tenth of a second to wake: a program that does not record never does. */
  @Test
  void aProgramThatDoesNotRecordLoadsNoEvents() throws Exception {
    String output =
        ChildJvm.output(
            List.of(LOOK_INSIDE), System.getProperty("java.class.path"), Predicting.class);
    assertThat(output).contains("recorder: true").contains("found 4").contains("events: false");
  }

  private List<RecordedEvent> written(Recording recording) throws Exception {
    Path file = folder.resolve("recording.jfr");
    recording.dump(file);
    return RecordingFile.readAllEvents(file);
  }

  private static RecordedEvent only(List<RecordedEvent> events, String name) {
    List<RecordedEvent> named =
        events.stream().filter(event -> event.getEventType().getName().equals(name)).toList();
    assertThat(named).hasSize(1);
    return named.get(0);
  }
}
