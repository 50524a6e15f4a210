package io.github.yolonas.video;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNas;
import java.nio.file.Path;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Detects objects on the frames of videos.
 *
 * <pre>{@code
 * try (YoloNas model = YoloNas.load(Path.of("model.pth"));
 *     Stream<FramePrediction> frames =
 *         new VideoPredictor(model).stream(Path.of("street.mp4"))) {
 *   frames.forEach(frame -> System.out.println(frame.timestamp() + " " + frame.result()));
 * }
 * }</pre>
 *
 * <p>The stream is lazy and sequential. While the network computes, the next frames are decoded in
 * a thread of the stream's own; {@link VideoWriter} encodes in another. Closing the stream ends
 * that thread and frees the decoder; so does the stream's end, but who may leave earlier must close
 * it. Nothing is kept of frames gone by.
 *
 * <p>Of a damaged or truncated video the stream gives all frames that can be decoded, and then
 * throws a {@link VideoReadException}. It throws an {@link IllegalStateException} if the model is
 * closed meanwhile.
 *
 * <p>Thread-safe; the model stays the caller's.
 */
public final class VideoPredictor {
  private final YoloNas model;
  private final VideoOptions options;

  /** A predictor of every frame, with the model's settings. */
  public VideoPredictor(YoloNas model) {
    this(model, VideoOptions.defaults());
  }

  /** A predictor with these options. */
  public VideoPredictor(YoloNas model, VideoOptions options) {
    this.model = model;
    this.options = options;
  }

  /**
   * The predictions of a file's frames, in order.
   *
   * @throws VideoReadException if it cannot be opened
   */
  public Stream<FramePrediction> stream(Path file) {
    return stream(VideoSource.of(file));
  }

  /**
   * The predictions of a video's frames, in order; those of a camera begin with the newest whenever
   * the last is done.
   *
   * @throws VideoReadException if it cannot be opened
   */
  public Stream<FramePrediction> stream(VideoSource source) {
    VideoReader video = VideoReader.open(source);
    return stream(video, video::close);
  }

  /**
   * The predictions of an open video's frames. The video stays the caller's, to be closed after the
   * stream.
   *
   * @throws IllegalStateException if its frames went to a stream before, or it is closed
   */
  public Stream<FramePrediction> stream(VideoReader video) {
    return stream(video, () -> {});
  }

  private Stream<FramePrediction> stream(VideoReader video, Runnable afterwards) {
    int every = options.every();
    LongPredicate wanted = options.carry() ? index -> true : index -> index % every == 0;
    ReadAhead frames = new ReadAhead(video.stream(), video.name(), wanted, options.readAhead());
    Runnable close =
        () -> {
          frames.close();
          afterwards.run();
        };
    PredictOptions asked = TrackedPredictions.predictOptions(options);
    PredictionIterator predictions =
        new PredictionIterator(
            video.name(),
            video.info(),
            frames,
            images -> model.predictAll(images, asked),
            options,
            close);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                predictions, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
            false)
        .onClose(close);
  }
}
