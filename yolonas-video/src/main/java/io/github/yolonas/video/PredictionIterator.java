package io.github.yolonas.video;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.Timings;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.RgbImage;
import io.github.yolonas.video.track.ByteTrack;
import io.github.yolonas.video.track.Track;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Predicts a batch of frames whenever the last one's results are used up. */
final class PredictionIterator implements Iterator<FramePrediction> {

  /** A pass of the network. */
  interface Pass extends Function<List<ImageSource>, List<ImageDetectionPrediction>> {}

  private static final Timings NONE =
      new Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  private final String name;
  private final ReadAhead frames;
  private final Pass pass;
  private final VideoOptions options;
  private final int batchSize;
  private final OptionalLong total;
  private final Optional<ByteTrack> tracker;
  private final double leastConfidence;
  private final Runnable atEnd;
  private final Deque<FramePrediction> ready = new ArrayDeque<>();
  private @Nullable FramePrediction last;
  private @Nullable RuntimeException failure;
  private long nextDue;
  private boolean ended;

  /**
   * Predictions of the frames that the options ask for.
   *
   * @param atEnd runs when there are no more, be it by an error
   */
  PredictionIterator(
      String name,
      VideoInfo info,
      ReadAhead frames,
      Pass pass,
      VideoOptions options,
      Runnable atEnd) {
    this.name = name;
    this.frames = frames;
    this.pass = pass;
    this.options = options;
    this.atEnd = atEnd;
    batchSize =
        info.isLive() ? 1 : options.predict().batchSize().orElse(PredictOptions.DEFAULT_BATCH_SIZE);
    total = info.estimatedFrameCount();
    double rate = info.frameRate().toDouble() / options.every();
    tracker = options.tracking().map(t -> new ByteTrack(t.withFrameRate(rate)));
    leastConfidence = TrackedPredictions.leastConfidence(options);
  }

  @Override
  public boolean hasNext() {
    if (ready.isEmpty() && !ended) {
      predict(nextBatch());
    }
    if (!ready.isEmpty()) {
      return true;
    }
    atEnd.run();
    if (failure != null) {
      RuntimeException thrown = failure;
      failure = null;
      throw thrown;
    }
    return false;
  }

  @Override
  public FramePrediction next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    FramePrediction next = ready.remove();
    options.progress().progressed(next.index() + 1, total);
    return next;
  }

  /** Frames up to the end, or to an error, which waits until these are predicted. */
  private List<VideoFrame> nextBatch() {
    List<VideoFrame> batch = new ArrayList<>();
    while (batch.size() < batchSize && !ended) {
      try {
        frames.take().ifPresentOrElse(batch::add, () -> ended = true);
      } catch (VideoReadException e) {
        failure = e;
        ended = true;
      }
    }
    return batch;
  }

  private void predict(List<VideoFrame> batch) {
    List<VideoFrame> chosen = batch.stream().filter(this::isDue).toList();
    if (batch.isEmpty()) {
      return;
    }
    List<ImageSource> images = chosen.stream().map(f -> ImageSource.of(f.image())).toList();
    Iterator<ImageDetectionPrediction> results =
        (images.isEmpty() ? List.<ImageDetectionPrediction>of() : pass.apply(images)).iterator();
    for (VideoFrame frame : batch) {
      FramePrediction prediction =
          chosen.contains(frame) ? predicted(frame, results.next()) : carried(frame);
      ready.add(prediction);
      last = prediction;
    }
  }

  /** Of a camera, which loses frames, it is the first after the wanted one. */
  private boolean isDue(VideoFrame frame) {
    if (frame.index() < nextDue) {
      return false;
    }
    nextDue = frame.index() + options.every();
    return true;
  }

  private FramePrediction predicted(VideoFrame frame, ImageDetectionPrediction result) {
    DetectionPrediction all = result.prediction();
    List<Track> tracks = tracker.map(t -> t.update(all.detections())).orElse(List.of());
    Set<Detection> tracked = new HashSet<>();
    tracks.forEach(track -> tracked.add(track.detection()));
    DetectionPrediction kept =
        tracker.isEmpty()
            ? all
            : all.filter(d -> d.confidence() >= leastConfidence || tracked.contains(d));
    return new FramePrediction(
        frame.index(),
        frame.timestamp(),
        true,
        new ImageDetectionPrediction(
            name, image(frame), result.classNames(), kept, result.timings(), result.provenance()),
        tracks);
  }

  private FramePrediction carried(VideoFrame frame) {
    if (last == null) {
      throw new IllegalStateException(name + ": frame " + frame.index() + " comes first");
    }
    ImageDetectionPrediction old = last.result();
    return new FramePrediction(
        frame.index(),
        frame.timestamp(),
        false,
        new ImageDetectionPrediction(
            name, image(frame), old.classNames(), old.prediction(), NONE, old.provenance()),
        last.tracks());
  }

  private Optional<RgbImage> image(VideoFrame frame) {
    return options.predict().keepImage().orElse(true)
        ? Optional.of(frame.image())
        : Optional.empty();
  }
}
