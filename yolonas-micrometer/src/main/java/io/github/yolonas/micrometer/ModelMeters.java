package io.github.yolonas.micrometer;

import io.github.yolonas.PredictionListener.Failure;
import io.github.yolonas.PredictionListener.Pass;
import io.github.yolonas.Timings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The meters of all models in one registry, made when a model is first heard of. */
final class ModelMeters {
  private final MeterRegistry registry;
  private final Tags tags;
  private final Map<String, Passes> models = new ConcurrentHashMap<>();

  ModelMeters(MeterRegistry registry, Tags tags) {
    this.registry = registry;
    this.tags = tags;
  }

  void predicted(Pass pass) {
    models.computeIfAbsent(pass.model(), this::passes).add(pass);
  }

  /** Failures are rare: their meter is looked up each time. */
  void failed(Failure failure) {
    Counter.builder("yolonas.failures")
        .description("images without a result")
        .tags(of(failure.model()).and("exception", failure.error().getClass().getSimpleName()))
        .register(registry)
        .increment(failure.images());
  }

  private Tags of(String model) {
    return tags.and("model", model);
  }

  private Passes passes(String model) {
    return new Passes(
        stage(model, "decode"),
        stage(model, "preprocess"),
        stage(model, "forward"),
        stage(model, "postprocess"),
        Counter.builder("yolonas.images")
            .description("images predicted")
            .tags(of(model))
            .register(registry),
        Counter.builder("yolonas.detections")
            .description("objects found")
            .tags(of(model))
            .register(registry));
  }

  private Timer stage(String model, String stage) {
    return Timer.builder("yolonas.stage")
        .description("time of a stage in a pass, all its images together")
        .tags(of(model).and("stage", stage))
        .register(registry);
  }

  private record Passes(
      Timer decode,
      Timer preprocess,
      Timer forward,
      Timer postprocess,
      Counter images,
      Counter detections) {

    void add(Pass pass) {
      Timings timings = pass.timings();
      decode.record(timings.decode());
      preprocess.record(timings.preprocess());
      forward.record(timings.forward());
      postprocess.record(timings.postprocess());
      images.increment(pass.images());
      detections.increment(pass.detections());
    }
  }
}
