package io.github.yolonas;

import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.events.FlightRecording;
import io.github.yolonas.explain.ModelExplanation;
import io.github.yolonas.postprocess.PostprocessOptions;
import io.github.yolonas.preprocess.AddressPolicy;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.preprocess.RgbImage;
import io.github.yolonas.preprocess.internal.NativeDefaults;
import io.github.yolonas.preprocess.internal.NativeLibrary;
import io.github.yolonas.runtime.Lifetime;
import io.github.yolonas.runtime.LoadedModel;
import io.github.yolonas.runtime.ModelLoader;
import io.github.yolonas.runtime.PreparedImage;
import io.github.yolonas.runtime.RemoteCheckpoint;
import io.github.yolonas.summary.ModelSummary;
import io.github.yolonas.summary.SummaryOptions;
import io.github.yolonas.summary.internal.Summarizer;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A YOLO-NAS detector, loaded from a checkpoint of the original (SuperGradients) with no Python
 * anywhere.
 *
 * <pre>{@code
 * try (YoloNas model = YoloNas.load(Path.of("model.pth"))) {
 *   ImageDetectionPrediction result = model.predict(Path.of("street.jpg"));
 *   result.prediction().forEach(System.out::println);
 *   result.save(Path.of("out.jpg"));
 * }
 * }</pre>
 *
 * <p>Thread-safe: share one model among as many threads as you like; the results are those of
 * serial calls. Passes share the cores rather than fight for them.
 *
 * <p>It owns its weights, outside the Java heap, until {@link #close}; results own nothing native.
 */
public final class YoloNas implements AutoCloseable {
  static {
    NativeDefaults.apply();
  }

  private static final int WARM_UP_PASSES = 3;
  private static final InputSize WARM_UP_SIZE = new InputSize(640, 640);

  private final LoadedModel model;
  private final Lifetime lifetime;

  private YoloNas(LoadedModel model) {
    this.model = model;
    lifetime = new Lifetime(model.settings().name(), model.detector()::close);
  }

  /**
   * Loads a checkpoint with everything by default.
   *
   * @throws io.github.yolonas.checkpoint.CheckpointException if the file cannot be read or is no
   *     YOLO-NAS; the message names file, key, what was expected and what was found
   * @throws io.github.yolonas.preprocess.NativeLibraryException if LibTorch's or OpenCV's natives
   *     for this system are missing; the message names the dependency to add
   */
  public static YoloNas load(Path checkpoint) {
    return load(checkpoint, YoloNasOptions.defaults());
  }

  /**
   * Loads a checkpoint: PyTorch {@code .pth} or {@code .pt} (zip or legacy), {@code .safetensors},
   * or, if the options allow it, TorchScript. The format is told by content, not by name.
   *
   * @throws io.github.yolonas.checkpoint.CheckpointException if the file cannot be read or is no
   *     YOLO-NAS
   * @throws IllegalArgumentException if this machine lacks the device or precision asked for
   */
  public static YoloNas load(Path checkpoint, YoloNasOptions options) {
    return loaded(
        () -> {
          try (Checkpoint open = Checkpoint.open(checkpoint)) {
            return ModelLoader.load(open, options);
          }
        });
  }

  /**
   * Loads from a {@code file:}, {@code http:} or {@code https:} address with everything by default.
   *
   * @throws io.github.yolonas.checkpoint.CheckpointException as {@link #load(Path)}
   */
  public static YoloNas load(URI checkpoint) {
    return load(checkpoint, YoloNasOptions.defaults());
  }

  /**
   * Loads from an address. What is downloaded goes to a temporary file, deleted before this method
   * returns; its size is bounded. Where it may come from is for the {@link
   * ImageReadOptions#addresses} of the options' {@link YoloNasOptions#imageReading} to say.
   *
   * @throws io.github.yolonas.checkpoint.CheckpointException as {@link #load(Path)}
   */
  public static YoloNas load(URI checkpoint, YoloNasOptions options) {
    AddressPolicy policy = options.imageReading().addresses();
    return loaded(
        () -> RemoteCheckpoint.read(checkpoint, policy, open -> ModelLoader.load(open, options)));
  }

  /**
   * Loads from a stream, which is read to its end and stays the caller's to close.
   *
   * @throws io.github.yolonas.checkpoint.CheckpointException as {@link #load(Path)}
   */
  public static YoloNas load(InputStream checkpoint) {
    return load(checkpoint, YoloNasOptions.defaults());
  }

  /**
   * Loads from a stream. It is spooled to a temporary file, deleted before this method returns.
   *
   * @throws io.github.yolonas.checkpoint.CheckpointException as {@link #load(Path)}
   */
  public static YoloNas load(InputStream checkpoint, YoloNasOptions options) {
    return load(checkpoint, "stream", options);
  }

  /**
   * As {@link #load(InputStream, YoloNasOptions)}, for a stream that has a name, such as a
   * resource.
   *
   * @param name what messages and {@link #explain} call it
   * @throws io.github.yolonas.checkpoint.CheckpointException as {@link #load(Path)}
   */
  public static YoloNas load(InputStream checkpoint, String name, YoloNasOptions options) {
    return loaded(
        () -> {
          try (Checkpoint open = Checkpoint.open(checkpoint, name)) {
            return ModelLoader.load(open, options);
          }
        });
  }

  private static YoloNas loaded(Supplier<LoadedModel> loading) {
    NativeLibrary.PYTORCH.require();
    NativeLibrary.OPENCV.require(); // here rather than at the first image
    return new YoloNas(FlightRecording.ofLoading(loading, LoadedModel::explanation));
  }

  /**
   * Detects objects on one image.
   *
   * @throws io.github.yolonas.preprocess.ImageReadException if it cannot be read
   * @throws IllegalStateException if this model is closed
   */
  public ImageDetectionPrediction predict(Path image) {
    return predict(ImageSource.of(image));
  }

  /** Detects objects on one image, with other settings than the model's. */
  public ImageDetectionPrediction predict(Path image, PredictOptions options) {
    return predict(ImageSource.of(image), options);
  }

  /** Detects objects on one image from anywhere. */
  public ImageDetectionPrediction predict(ImageSource image) {
    return predict(image, PredictOptions.defaults());
  }

  /**
   * Detects objects on one image from anywhere, with other settings than the model's.
   *
   * @throws io.github.yolonas.preprocess.ImageReadException if it cannot be read
   * @throws IllegalArgumentException if a class name is not the model's
   * @throws InferenceException if the native library fails
   * @throws IllegalStateException if this model is closed
   */
  public ImageDetectionPrediction predict(ImageSource image, PredictOptions options) {
    return lifetime.use(
        () -> model.pipeline().predict(List.of(image), effective(options)).get(0).orElseThrow());
  }

  /** Detects objects on several images; results are in the images' order. */
  public List<ImageDetectionPrediction> predictAll(Path... images) {
    return predictAll(Arrays.stream(images).map(ImageSource::of).toList());
  }

  /** Detects objects on several images from anywhere; results are in the images' order. */
  public List<ImageDetectionPrediction> predictAll(List<ImageSource> images) {
    return predictAll(images, PredictOptions.defaults());
  }

  /**
   * Detects objects on several images, in batches of at most {@link PredictOptions#batchSize}. With
   * {@code keepImage} all images stay on the heap in the results; for very many use {@link
   * #stream}.
   *
   * @throws io.github.yolonas.preprocess.ImageReadException for the first image that cannot be read
   */
  public List<ImageDetectionPrediction> predictAll(
      List<ImageSource> images, PredictOptions options) {
    return stream(images.stream(), options).map(PredictionOutcome::orElseThrow).toList();
  }

  /**
   * Detects objects on any number of images, lazily and in order: each batch is read and predicted
   * when its first outcome is asked for, and nothing is kept afterwards. An image that cannot be
   * read is an outcome too, and does not stop the others. To cancel, stop consuming.
   *
   * @return a sequential stream, which throws an {@link IllegalStateException} while it is consumed
   *     if this model is closed meanwhile
   */
  public Stream<PredictionOutcome> stream(Stream<ImageSource> images, PredictOptions options) {
    PredictOptions effective = effective(options);
    Iterator<PredictionOutcome> outcomes =
        new BatchIterator(
            images.iterator(),
            effective.batchSize().orElse(PredictOptions.DEFAULT_BATCH_SIZE),
            batch -> lifetime.use(() -> model.pipeline().predict(batch, effective)));
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                outcomes, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
            false)
        .onClose(images::close);
  }

  /**
   * Predicts on blank images of the model's own input size, so that the first real prediction takes
   * no longer than later ones: native libraries load, kernels are chosen, code is compiled.
   */
  public void warmUp() {
    InputSize size = model.settings().preprocess().inputSize().orElse(WARM_UP_SIZE);
    warmUp(size.height(), size.width());
  }

  /**
   * Predicts on blank images of one size, which matters where images are not resized.
   *
   * @param height of the images in pixels, 1 or more
   * @param width of the images in pixels, 1 or more
   */
  public void warmUp(int height, int width) {
    RgbImage blank = RgbImage.ofRgb(new byte[Math.multiplyExact(height * 3, width)], width, height);
    for (int pass = 0; pass < WARM_UP_PASSES; pass++) {
      predict(ImageSource.of(blank));
    }
  }

  /**
   * Describes the network layer by layer, as the original has them: printed, it is torchinfo's
   * table. A quantized network is described as it runs.
   *
   * @throws UnsupportedOperationException if this model is a TorchScript file
   * @throws IllegalStateException if this model is closed
   */
  public ModelSummary summary() {
    return summary(SummaryOptions.defaults());
  }

  /**
   * Describes the network layer by layer; with {@link SummaryOptions#fused} as it runs. Computed
   * from shapes: nothing runs. For a network without weights see {@link ModelSummary#of}.
   *
   * @throws IllegalArgumentException if the options ask for other channels than the network's
   * @throws UnsupportedOperationException if this model is a TorchScript file
   * @throws IllegalStateException if this model is closed
   */
  public ModelSummary summary(SummaryOptions options) {
    return lifetime.use(() -> Summarizer.of(model, options));
  }

  /** What errors call this model: its file. */
  public String name() {
    return model.settings().name();
  }

  /** The names of the classes, in the order of the labels. */
  public List<String> classNames() {
    return model.settings().classNames();
  }

  /**
   * What this model does between an image and its detections, and who decided it: the options, the
   * checkpoint, this library's defaults, or this machine. Cheap; whoever asks the explanation for
   * the checkpoint's SHA-256, or prints it, may read the file once.
   */
  public ModelExplanation explain() {
    return model.explanation();
  }

  /** A call's options, and where they say nothing, those that the model was loaded with. */
  PredictOptions effective(PredictOptions asked) {
    return asked.orElse(model.settings().predict());
  }

  /** The thresholds that a prediction with these options uses. */
  PostprocessOptions thresholds(PredictOptions options) {
    return model.settings().postprocess(options);
  }

  /** How an image is read for a prediction with these options. */
  ImageReadOptions imageReading(PredictOptions options) {
    return model.settings().imageReading(options);
  }

  /** Reads an image for {@link #predictPrepared}. A source that waits does not hold the model. */
  PreparedImage prepare(ImageSource image, PredictOptions effective) {
    return model.pipeline().prepare(image, effective);
  }

  /** Detects objects on images that were prepared with the same options; they stay the caller's. */
  List<ImageDetectionPrediction> predictPrepared(
      List<PreparedImage> images, PredictOptions effective) {
    return lifetime.use(() -> model.pipeline().predictPrepared(images, effective));
  }

  /** What it computes in; never {@code AUTO}. */
  public Precision precision() {
    return model.precision();
  }

  /** Where it runs; never {@code AUTO}. */
  public Device device() {
    return model.device();
  }

  /**
   * Frees the weights, after the calls under way have finished. Later calls throw an {@link
   * IllegalStateException}, and so do, at once, those that come while this waits. Closing again
   * does nothing but wait, too.
   */
  @Override
  public void close() {
    lifetime.close();
  }

  @Override
  public String toString() {
    return "YoloNas %s, %d classes, %s on %s"
        .formatted(
            name(), classNames().size(), precision().name().toLowerCase(Locale.ROOT), device());
  }
}
