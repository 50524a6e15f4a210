package io.github.yolonas.runtime;

import io.github.yolonas.Device;
import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.Precision;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.PredictionListener;
import io.github.yolonas.PredictionListener.Failure;
import io.github.yolonas.PredictionListener.Pass;
import io.github.yolonas.Provenance;
import io.github.yolonas.Timings;
import io.github.yolonas.checkpoint.CheckpointDigest;
import io.github.yolonas.events.FlightRecording;
import io.github.yolonas.postprocess.PostprocessOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees what a model does, and tells whoever wants to know: the flight recorder and the caller's
 * listener. Says of results where they come from. If nobody wants to know, it costs nothing.
 * Thread-safe.
 */
public final class PassObserver {
  private static final Logger LOG = LoggerFactory.getLogger(PassObserver.class);

  private final String model;
  private final Optional<Origins> origins;
  private final Optional<PredictionListener> listener;
  private final Function<List<ImageDetectionPrediction>, Pass> summary = this::summary;
  private final AtomicBoolean complained = new AtomicBoolean();

  /** What all results of a model have in common. */
  private record Origins(CheckpointDigest digest, Precision precision, Device device) {}

  /** Of a loaded model. */
  PassObserver(
      String model,
      CheckpointDigest digest,
      Precision precision,
      Device device,
      Optional<PredictionListener> listener) {
    this.model = model;
    this.origins = Optional.of(new Origins(digest, precision, device));
    this.listener = listener;
  }

  /** Of weights that come from nowhere, for nobody. */
  PassObserver(String model) {
    this.model = model;
    this.origins = Optional.empty();
    this.listener = Optional.empty();
  }

  /** Where the results of a call come from; empty if the model comes from no checkpoint. */
  Optional<Provenance> provenance(PredictOptions effective, PostprocessOptions thresholds) {
    return origins.map(
        o ->
            new Provenance(
                model,
                o.digest(),
                effective,
                thresholds,
                o.precision(),
                o.device(),
                LibraryVersion.TEXT));
  }

  /** Runs a pass, and tells of it. */
  List<ImageDetectionPrediction> watch(int images, Supplier<List<ImageDetectionPrediction>> pass) {
    List<ImageDetectionPrediction> results;
    try {
      results = FlightRecording.ofPass(pass, summary);
    } catch (RuntimeException | Error e) {
      failed(images, e);
      throw e;
    }
    if (listener.isPresent()) {
      tell(l -> l.predicted(summary(results)));
    }
    return results;
  }

  /** Tells that some images have no result. */
  void failed(int images, Throwable error) {
    tell(l -> l.failed(new Failure(model, images, error)));
  }

  private Pass summary(List<ImageDetectionPrediction> results) {
    int detections = 0;
    Timings sum = new Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    for (ImageDetectionPrediction result : results) {
      detections += result.prediction().size();
      sum = sum.plus(result.timings());
    }
    return new Pass(model, results.size(), detections, sum);
  }

  /** A listener's fault must not become the prediction's, be it an {@link Error} of linking. */
  private void tell(Consumer<PredictionListener> call) {
    try {
      listener.ifPresent(call);
    } catch (RuntimeException | Error e) {
      if (!complained.getAndSet(true)) {
        LOG.warn("{}: its PredictionListener failed; later failures are not logged", model, e);
      }
    }
  }
}
