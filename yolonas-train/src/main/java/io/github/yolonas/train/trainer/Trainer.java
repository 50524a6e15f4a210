package io.github.yolonas.train.trainer;

import static java.util.stream.Collectors.joining;

import io.github.yolonas.Device;
import io.github.yolonas.checkpoint.CheckpointMetadata;
import io.github.yolonas.checkpoint.ProcessingParams;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.loader.DataLoader;
import io.github.yolonas.train.network.TrainableNetwork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network.
 *
 * <pre>{@code
 * try (TrainableNetwork network = TrainableNetwork.create(spec, NetworkOptions.defaults())) {
 *   TrainingSummary summary =
 *       Trainer.builder(network, loader, folder)
 *           .validation(heldOut)
 *           .options(TrainerOptions.builder().epochs(50).bf16(true).build())
 *           .listener(new CsvLog(folder))
 *           .build()
 *           .train();
 *   YoloNas model = YoloNas.load(summary.checkpoint());
 * }
 * }</pre>
 *
 * <p>The folder gets {@code last.pth} after each epoch and {@code best.pth} whenever a validation
 * is the best so far, both with class names and processing parameters inside, for this library and
 * the original; pictures of what the network finds; and {@code state.safetensors}, from which a
 * training that was killed at any point goes on to the same losses, provided that the same
 * processor computes them with as many threads. Every file is there whole or not at all.
 *
 * <p>A trainer is used once, by one thread; interrupting it ends the training after the current
 * batch, with everything saved; but for gradients that are still being accumulated: the step under
 * way is then made of the batches that are left.
 */
public final class Trainer {
  private static final double CONF = 0.4;
  private static final double IOU = 0.65;

  private final TrainableNetwork network;
  private final DataLoader loader;
  private final TrainingFolder folder;
  private final TrainerOptions options;
  private final List<TrainingListener> listeners;
  private final List<AuxiliaryLoss> auxiliary;
  private final Optional<Dataset> heldOut;
  private final CheckpointMetadata metadata;
  private final boolean resume;

  private Trainer(Builder builder) {
    network = builder.network;
    loader = builder.loader;
    folder = new TrainingFolder(builder.folder);
    options = builder.options;
    listeners = List.copyOf(builder.listeners);
    auxiliary = List.copyOf(builder.auxiliary);
    heldOut = Optional.ofNullable(builder.heldOut);
    metadata = CheckpointMetadata.of(builder.loader.classNames(), builder.processing());
    resume = builder.resume;
  }

  /**
   * A trainer with default options.
   *
   * @param network which learns; it stays the caller's
   * @param loader of the images that it learns from, whose classes are the network's
   * @param folder for all that is written; made if it does not exist
   */
  public static Builder builder(TrainableNetwork network, DataLoader loader, Path folder) {
    return new Builder(network, loader, folder);
  }

  /**
   * Trains until all epochs are done, it gets no better, or the thread is interrupted.
   *
   * @throws TrainingException if the folder holds another training, a loss is not finite, or what
   *     was saved cannot be used
   * @throws io.github.yolonas.checkpoint.CheckpointException if a file cannot be written; what was
   *     there before stays
   * @throws io.github.yolonas.preprocess.ImageReadException if an image cannot be read and the
   *     loader does not skip it
   */
  public TrainingSummary train() {
    network.freeze(options.frozen());
    boolean goOn = folder.prepare(resume);
    try (TrainingState state = TrainingState.of(network, options, auxiliary)) {
      String training = description();
      TrainingProgress start =
          goOn ? state.restore(folder.state(), training) : TrainingProgress.START;
      Device device = network.device();
      Optional<Validation> validation =
          heldOut.map(dataset -> new Validation(dataset, device, options.pictures()));
      TrainingRun run =
          new TrainingRun(
              loader,
              folder,
              options,
              listeners,
              new Learning(device, state, options, auxiliary, totalUpdates()),
              validation,
              metadata,
              training);
      return run.from(start);
    }
  }

  private long totalUpdates() {
    int batches = loader.batchesPerEpoch();
    return (long) options.epochs() * ((batches + options.accumulate() - 1) / options.accumulate());
  }

  /** What must not change between a run and the one that goes on with it. */
  private String description() {
    String beside =
        auxiliary.stream().map(loss -> ", beside " + loss.description()).collect(joining());
    return "%d epochs of %d batches of %d, seed %d, %s, %s, warm-up %d from %s, accumulate %d, clip %s, %s, %s, frozen %s, mosaic off for %d"
            .formatted(
                options.epochs(),
                loader.batchesPerEpoch(),
                loader.options().batchSize(),
                loader.options().seed(),
                options.optimizer(),
                options.schedule(),
                options.warmupBatches(),
                options.warmupInitialRate(),
                options.accumulate(),
                options.clipNorm(),
                options.ema(),
                options.bf16() ? "bf16" : "fp32",
                options.frozen().stream().sorted().toList(),
                options.epochsWithoutMosaic())
        + beside;
  }

  /** Collects what a trainer needs; not for use by several threads at once. */
  public static final class Builder {
    private final TrainableNetwork network;
    private final DataLoader loader;
    private final Path folder;
    private final List<TrainingListener> listeners = new ArrayList<>();
    private final List<AuxiliaryLoss> auxiliary = new ArrayList<>();
    private TrainerOptions options = TrainerOptions.defaults();
    private @Nullable Dataset heldOut;
    private @Nullable ProcessingParams processing;
    private boolean resume;

    private Builder(TrainableNetwork network, DataLoader loader, Path folder) {
      this.network = Objects.requireNonNull(network, "network");
      this.loader = Objects.requireNonNull(loader, "loader");
      this.folder = Objects.requireNonNull(folder, "folder");
    }

    /** How to train; default {@link TrainerOptions#defaults}. */
    public Builder options(TrainerOptions value) {
      options = value;
      return this;
    }

    /** Images that are not learned from, to validate with; default none. */
    public Builder validation(Dataset value) {
      heldOut = value;
      return this;
    }

    /** Adds one that follows the training. */
    public Builder listener(TrainingListener value) {
      listeners.add(value);
      return this;
    }

    /** Adds something to be minimised beside the loss of the labels. */
    public Builder auxiliaryLoss(AuxiliaryLoss value) {
      auxiliary.add(value);
      return this;
    }

    /**
     * How the checkpoints will pre- and post-process; default the library's own pre-processing with
     * the loader's size, a confidence of 0.4 and an IoU of 0.65.
     */
    public Builder processing(ProcessingParams value) {
      processing = value;
      return this;
    }

    /** Whether to go on with a training that the folder holds; if there is none, it begins. */
    public Builder resume(boolean value) {
      resume = value;
      return this;
    }

    private ProcessingParams processing() {
      if (processing != null) {
        return processing;
      }
      InputSize size = loader.options().inputSize();
      return ProcessingParams.of(
          PreprocessOptions.cocoDefault().withInputSize(size.height(), size.width()).steps(),
          CONF,
          IOU);
    }

    /**
     * The trainer.
     *
     * @throws IllegalArgumentException if the network, the loader and the validation images do not
     *     have the same classes
     */
    public Trainer build() {
      List<String> classNames = loader.classNames();
      if (classNames.size() != network.numClasses()) {
        throw new IllegalArgumentException(
            "network: expected %d classes, as the data set has, found %d"
                .formatted(classNames.size(), network.numClasses()));
      }
      if (heldOut != null && !heldOut.classNames().equals(classNames)) {
        throw new IllegalArgumentException(
            "validation: expected the classes %s, found %s"
                .formatted(classNames, heldOut.classNames()));
      }
      return new Trainer(this);
    }
  }
}
