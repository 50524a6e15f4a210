package io.github.yolonas.runtime;

import io.github.yolonas.Device;
import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.Provenance;
import io.github.yolonas.Timings;
import io.github.yolonas.postprocess.CandidateSelector;
import io.github.yolonas.postprocess.Candidates;
import io.github.yolonas.postprocess.DecodedBoxes;
import io.github.yolonas.postprocess.DetectionPostprocessor;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.postprocess.PackedCandidates;
import io.github.yolonas.postprocess.PostprocessOptions;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.Letterbox;
import io.github.yolonas.preprocess.Preprocessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The one way from images to detections; a single image is a batch of one.
 *
 * <p>Safe to share by threads. Each batch has a scope of its own on the calling thread, and only
 * plain Java objects leave it. On a graphics card a batch is one queue of work, from pinned pixels
 * to packed candidates, and is waited for once.
 */
public final class Pipeline {
  private final ModelSettings settings;
  private final Detector detector;
  private final Device device;
  private final ScalarType dtype;
  private final int threads;
  private final Lane lane;
  private final PassObserver observer;
  private final Preprocessor resizing;
  private final Preprocessor unresizing;

  /**
   * Runs {@code detector}, which stays the caller's, on a resolved device, where it is already;
   * tells nobody.
   */
  public Pipeline(
      ModelSettings settings, Detector detector, Device device, ScalarType dtype, int threads) {
    this(
        settings,
        detector,
        device,
        dtype,
        threads,
        NativeErrors.translating(settings.name(), () -> StreamLane.of(device)));
  }

  /** In a given lane; tells nobody. */
  Pipeline(
      ModelSettings settings,
      Detector detector,
      Device device,
      ScalarType dtype,
      int threads,
      Lane lane) {
    this(settings, detector, device, dtype, threads, lane, new PassObserver(settings.name()));
  }

  /** A thread that does no more than fill a lane's queue needs one core for it. */
  Pipeline(
      ModelSettings settings,
      Detector detector,
      Device device,
      ScalarType dtype,
      int threads,
      Lane lane,
      PassObserver observer) {
    this.settings = settings;
    this.detector = detector;
    this.device = device;
    this.dtype = dtype;
    this.threads = lane.queues() ? 1 : threads;
    this.lane = lane;
    this.observer = observer;
    resizing = new Preprocessor(settings.preprocess());
    unresizing = new Preprocessor(settings.preprocess().skipImageResizing());
  }

  /** Predicts for each image, in order; at most {@code batchSize} of them in one pass. */
  public List<PredictionOutcome> predict(List<ImageSource> sources, PredictOptions options) {
    settings.postprocess(options); // names a class that is unknown before an image is read
    PredictionOutcome[] outcomes = new PredictionOutcome[sources.size()];
    List<PreparedImage> prepared = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    try {
      for (int i = 0; i < outcomes.length; i++) {
        try {
          prepared.add(prepare(sources.get(i), options));
          places.add(i);
        } catch (ImageReadException e) {
          outcomes[i] = new PredictionOutcome.Unreadable(sources.get(i).name(), e);
        }
      }
      List<ImageDetectionPrediction> results = predictPrepared(prepared, options);
      for (int i = 0; i < results.size(); i++) {
        outcomes[places.get(i)] = new PredictionOutcome.Predicted(results.get(i));
      }
      return List.of(outcomes);
    } finally {
      prepared.forEach(PreparedImage::close);
    }
  }

  /**
   * Decodes and letterboxes one image, which the caller must close. Needs no weights.
   *
   * @throws ImageReadException if it cannot be read
   */
  public PreparedImage prepare(ImageSource source, PredictOptions options) {
    try {
      return PreparedImage.of(
          source,
          settings.imageReading(options),
          preprocessor(options),
          options.keepImage().orElse(true));
    } catch (ImageReadException e) {
      observer.failed(1, e);
      throw e;
    }
  }

  /**
   * Predicts for images that were prepared with the same options, in order; at most {@code
   * batchSize} of them in one pass. They stay the caller's.
   */
  public List<ImageDetectionPrediction> predictPrepared(
      List<PreparedImage> images, PredictOptions options) {
    PostprocessOptions thresholds = settings.postprocess(options);
    Optional<Provenance> provenance = observer.provenance(options, thresholds);
    List<ImageDetectionPrediction> results = new ArrayList<>();
    for (List<PreparedImage> batch :
        Batches.of(images, options.batchSize().orElse(PredictOptions.DEFAULT_BATCH_SIZE))) {
      results.addAll(
          observer.watch(
              batch.size(),
              () ->
                  NativeErrors.translating(
                      settings.name(),
                      () -> size(batch),
                      () -> predict(batch, preprocessor(options), thresholds, provenance))));
    }
    return results;
  }

  private String size(List<PreparedImage> batch) {
    PreparedImage first = batch.get(0);
    return "a batch of %d, at %d×%d on %s,"
        .formatted(batch.size(), first.networkHeight(), first.networkWidth(), device);
  }

  private Preprocessor preprocessor(PredictOptions options) {
    return options.skipImageResizing().orElse(false) ? unresizing : resizing;
  }

  private List<ImageDetectionPrediction> predict(
      List<PreparedImage> batch,
      Preprocessor preprocessor,
      PostprocessOptions thresholds,
      Optional<Provenance> provenance) {
    Stopwatch watch = new Stopwatch(batch.size());
    List<Candidates> candidates = candidates(batch, preprocessor, thresholds, watch);
    List<DetectionPrediction> predictions = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      predictions.add(prediction(batch.get(i), candidates.get(i), thresholds));
    }
    watch.postprocessDone();
    return results(batch, predictions, watch, provenance);
  }

  /** All that is done on the device, from the pixels' way there to the candidates' way back. */
  private List<Candidates> candidates(
      List<PreparedImage> batch,
      Preprocessor preprocessor,
      PostprocessOptions thresholds,
      Stopwatch watch) {
    return CoreBudget.sharedPass(
        threads,
        () -> {
          try (Lane.Turn turn = lane.enter()) {
            watch.start();
            Tensor input = upload(batch, preprocessor);
            watch.uploadDone();
            DecodedBoxes decoded = detector.detect(input);
            watch.forwardDone();
            PackedCandidates packed = CandidateSelector.pack(decoded, thresholds);
            Tensor sealed = turn.toHost(FiniteCheck.seal(decoded, packed.rows()));
            if (lane.queues()) {
              watch.forwardDone(); // until now it was only queued
            }
            return packed.unpack(FiniteCheck.open(sealed, dtype));
          }
        });
  }

  private Tensor upload(List<PreparedImage> batch, Preprocessor preprocessor) {
    return preprocessor.upload(
        batch.stream().map(PreparedImage::letterboxed).toList(),
        new org.bytedeco.pytorch.Device(device.toString()),
        dtype);
  }

  private DetectionPrediction prediction(
      PreparedImage image, Candidates candidates, PostprocessOptions thresholds) {
    Candidates kept = DetectionPostprocessor.process(candidates, thresholds);
    Letterbox letterbox = image.letterboxed().letterbox();
    float[] boxes = kept.boxesXyxy();
    letterbox.toImage(boxes, 0, kept.size());
    float[][] rows = new float[kept.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(boxes, 4 * i, 4 * i + 4);
    }
    return DetectionPrediction.of(
        rows, kept.scores(), kept.labels(), image.shape(), settings.classNames());
  }

  private List<ImageDetectionPrediction> results(
      List<PreparedImage> batch,
      List<DetectionPrediction> predictions,
      Stopwatch watch,
      Optional<Provenance> provenance) {
    List<ImageDetectionPrediction> results = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      PreparedImage image = batch.get(i);
      results.add(
          new ImageDetectionPrediction(
              image.name(),
              image.image(),
              settings.classNames(),
              predictions.get(i),
              watch.timings(image.decode(), image.preprocess()),
              provenance));
    }
    return results;
  }

  /** The shared stages of a batch, each image's share of them. */
  private static final class Stopwatch {
    private final int images;
    private long last;
    private long upload;
    private long forward;
    private long postprocess;

    Stopwatch(int images) {
      this.images = images;
    }

    void start() {
      last = System.nanoTime();
    }

    void uploadDone() {
      upload = lap();
    }

    void forwardDone() {
      forward += lap();
    }

    void postprocessDone() {
      postprocess = lap();
    }

    private long lap() {
      long begin = last;
      last = System.nanoTime();
      return last - begin;
    }

    Timings timings(Duration decode, Duration preprocess) {
      return new Timings(
          decode,
          preprocess.plusNanos(upload / images),
          Duration.ofNanos(forward / images),
          Duration.ofNanos(postprocess / images));
    }
  }
}
