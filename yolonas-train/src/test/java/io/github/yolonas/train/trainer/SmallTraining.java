package io.github.yolonas.train.trainer;

import io.github.yolonas.Variant;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.StoredTensor;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.train.augment.AugmentationPipeline;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.loader.DataLoader;
import io.github.yolonas.train.loader.DataLoaderOptions;
import io.github.yolonas.train.network.MemoryLayout;
import io.github.yolonas.train.network.NetworkOptions;
import io.github.yolonas.train.network.NetworkSpec;
import io.github.yolonas.train.network.TrainableNetwork;
import io.github.yolonas.train.optim.EmaDecay;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A training of seconds. */
public final class SmallTraining {
  /** The size of its input. */
  public static final InputSize SIZE = new InputSize(96, 96);

  private SmallTraining() {}

  /** Collects the loss of every batch, by step. */
  public static final class Losses implements TrainingListener {
    private final List<StepReport> steps = new ArrayList<>();

    @Override
    public void step(StepReport report) {
      steps.add(report);
    }

    /** What was reported. */
    public List<StepReport> steps() {
      return steps;
    }

    /** The totals, in order. */
    public List<Double> totals() {
      return steps.stream().map(step -> step.loss().total()).toList();
    }
  }

  /** A very small network with the three classes of {@link ColouredBoxes}. */
  public static TrainableNetwork network() {
    return TrainableNetwork.create(
        new NetworkSpec(Variant.S, 0.17, 0.2, 3),
        NetworkOptions.builder().memoryLayout(MemoryLayout.CHANNELS_FIRST).seed(7).build());
  }

  /** Batches of four, plain images. */
  public static DataLoader loader(Dataset dataset) {
    return loader(dataset, AugmentationPipeline.validation(SIZE));
  }

  /** Batches of four. */
  public static DataLoader loader(Dataset dataset, AugmentationPipeline augmentation) {
    return new DataLoader(
        dataset,
        DataLoaderOptions.builder(SIZE)
            .batchSize(4)
            .shuffle(true)
            .seed(3)
            .augmentation(augmentation)
            .build());
  }

  /** Options for it. */
  public static TrainerOptionsBuilder options(int epochs) {
    return TrainerOptions.builder()
        .epochs(epochs)
        .optimizer(OptimizerOptions.adamW(4e-3))
        .warmupBatches(2)
        .ema(Optional.of(new EmaDecay.Threshold(0.9)))
        .validateEvery(epochs)
        .pictures(0)
        .threads(1);
  }

  /** Trains on eight images and tells the losses. */
  public static Losses run(Path folder, TrainerOptions options, boolean resume) {
    Losses losses = new Losses();
    try (TrainableNetwork network = network()) {
      Trainer.builder(network, loader(new ColouredBoxes(8, 1)), folder)
          .options(options)
          .listener(losses)
          .resume(resume)
          .build()
          .train();
    }
    return losses;
  }

  /** Every tensor of a checkpoint, byte by byte, by name. */
  public static Map<String, ByteBuffer> tensors(Path file) {
    Map<String, ByteBuffer> tensors = new TreeMap<>();
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      checkpoint.stateDict().stream().forEach(t -> tensors.put(t.name(), content(t)));
    }
    return tensors;
  }

  private static ByteBuffer content(StoredTensor tensor) {
    ByteBuffer content = ByteBuffer.allocate((int) tensor.byteCount());
    tensor.readInto(content);
    return content.flip();
  }
}
