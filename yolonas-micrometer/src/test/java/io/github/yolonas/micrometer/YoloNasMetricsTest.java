package io.github.yolonas.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.PredictionListener.Pass;
import io.github.yolonas.Timings;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NativeLeakExtension.class)
class YoloNasMetricsTest {
  private static final Path MODEL =
      ReferenceData.repositoryFile("yolonas-core/src/test/resources/reference/toy/shapes.pth");
  private static final Path IMAGE =
      ReferenceData.repositoryFile(
          "yolonas-core/src/test/resources/reference/toy/images/scene_11_320x240.png");
  private static final Path MISSING = Path.of("no such.png");

  private final MeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void aModelIsCountedAndTimed() {
    YoloNasMetrics metrics = new YoloNasMetrics();
    metrics.bindTo(registry);
    List<ImageDetectionPrediction> results;
    try (YoloNas model = load(metrics)) {
      ImageSource image = ImageSource.of(IMAGE);
      PredictOptions pairs = PredictOptions.builder().batchSize(2).build();
      results = model.predictAll(List.of(image, image, image), pairs);
      assertThatThrownBy(() -> model.predict(MISSING)).isInstanceOf(ImageReadException.class);
    }
    assertThat(count("yolonas.images")).isEqualTo(3);
    assertThat(count("yolonas.detections")).isEqualTo(12);
    assertThat(count("yolonas.failures")).isEqualTo(1);
    assertThat(registry.get("yolonas.failures").tag("exception", "ImageReadException").counter())
        .isNotNull();
    Timer forward = stage("forward");
    assertThat(forward.count()).as("passes").isEqualTo(2);
    Duration sum =
        results.stream().map(r -> r.timings().forward()).reduce(Duration.ZERO, Duration::plus);
    assertThat(forward.totalTime(TimeUnit.NANOSECONDS)).isEqualTo((double) sum.toNanos());
    for (String stage : List.of("decode", "preprocess", "postprocess")) {
      assertThat(stage(stage).totalTime(TimeUnit.NANOSECONDS)).as(stage).isPositive();
    }
  }

  @Test
  void nativeMemoryIsGauged() {
    new YoloNasMetrics(List.of(Tag.of("host", "a"))).bindTo(registry);
    try (YoloNas model = YoloNas.load(MODEL)) {
      assertThat(model.name()).isNotEmpty();
      double objects = registry.get("yolonas.native.objects").tag("host", "a").gauge().value();
      assertThat(objects).isPositive();
      double resident = registry.get("yolonas.process.resident").gauge().value();
      assertThat(resident).isGreaterThan(10e6);
      assertThat(registry.get("yolonas.native.bytes").gauge().value()).isBetween(0.0, resident);
    }
  }

  @Test
  void modelsAndRegistriesAreKeptApart() {
    MeterRegistry second = new SimpleMeterRegistry();
    YoloNasMetrics metrics = new YoloNasMetrics();
    metrics.predicted(pass("early", 9));
    metrics.bindTo(registry);
    metrics.predicted(pass("a", 1));
    metrics.bindTo(second);
    metrics.predicted(pass("a", 2));
    metrics.predicted(pass("b", 4));
    assertThat(registry.get("yolonas.images").tag("model", "a").counter().count()).isEqualTo(3);
    assertThat(registry.get("yolonas.images").tag("model", "b").counter().count()).isEqualTo(4);
    assertThat(second.get("yolonas.images").tag("model", "a").counter().count()).isEqualTo(2);
    assertThat(registry.find("yolonas.images").tag("model", "early").counter()).isNull();
  }

  private static Pass pass(String model, int images) {
    Duration zero = Duration.ZERO;
    return new Pass(model, images, 0, new Timings(zero, zero, zero, zero));
  }

  private static YoloNas load(YoloNasMetrics metrics) {
    return YoloNas.load(MODEL, YoloNasOptions.builder().listener(metrics).build());
  }

  private double count(String meter) {
    return registry.get(meter).tag("model", MODEL.toString()).counter().count();
  }

  private Timer stage(String stage) {
    return registry.get("yolonas.stage").tag("stage", stage).timer();
  }
}
