package io.github.yolonas.train.trainer;

import io.github.yolonas.checkpoint.CheckpointMetadata;
import io.github.yolonas.checkpoint.CheckpointWriter;
import io.github.yolonas.train.loader.DataLoader;
import io.github.yolonas.train.loader.Epoch;
import io.github.yolonas.train.loader.TrainingBatch;
import io.github.yolonas.train.metrics.CocoEvaluation;
import io.github.yolonas.train.metrics.CocoStats;
import io.github.yolonas.train.network.TrainableNetwork;
import io.github.yolonas.train.optim.LearningRatePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;

/** Epoch after epoch, from wherever a training is to its end. */
final class TrainingRun {
  /** So many bad losses in a row are no accident. */
  private static final int MOST_BAD = 20;

  private final DataLoader loader;
  private final TrainingFolder folder;
  private final TrainerOptions options;
  private final List<TrainingListener> listeners;
  private final Learning learning;
  private final Optional<Validation> validation;
  private final CheckpointMetadata metadata;
  private final String training;
  private final LearningRatePlan plan;
  private final BestNetworks best;
  private final long begun = System.nanoTime();
  private TrainingProgress progress = TrainingProgress.START;

  TrainingRun(
      DataLoader loader,
      TrainingFolder folder,
      TrainerOptions options,
      List<TrainingListener> listeners,
      Learning learning,
      Optional<Validation> validation,
      CheckpointMetadata metadata,
      String training) {
    this.loader = loader;
    this.folder = folder;
    this.options = options;
    this.listeners = listeners;
    this.learning = learning;
    this.validation = validation;
    this.metadata = metadata;
    this.training = training;
    plan = options.plan(loader.batchesPerEpoch());
    best = new BestNetworks(folder, options.averageBest());
  }

  TrainingSummary from(TrainingProgress start) {
    progress = start;
    listeners.forEach(listener -> listener.started(start.step()));
    StopReason reason = StopReason.COMPLETED;
    while (progress.epoch() < options.epochs()) {
      if (hasStalled()) {
        reason = StopReason.NO_IMPROVEMENT;
        break;
      }
      if (!epoch()) {
        reason = StopReason.INTERRUPTED;
        break;
      }
    }
    TrainingSummary summary = summary(reason);
    listeners.forEach(listener -> listener.finished(summary));
    return summary;
  }

  private boolean hasStalled() {
    return options.patience().isPresent()
        && progress.validationsSinceBest() >= options.patience().getAsInt();
  }

  /** Whether the epoch was finished; otherwise the thread was interrupted, and all is saved. */
  private boolean epoch() {
    long start = System.nanoTime();
    long images = 0;
    double waiting;
    DataLoader data = options.hasMosaic(progress.epoch()) ? loader : loader.withoutMosaic();
    try (Epoch epoch = data.epoch(progress.epoch(), progress.batch())) {
      while (epoch.hasNext()) {
        if (Thread.currentThread().isInterrupted()) {
          save();
          return false;
        }
        images += step(epoch);
        saveEveryFew();
      }
      waiting = epoch.waitingShare();
    } catch (CancellationException e) { // interrupted while waiting for a batch; it stays so
      save();
      return false;
    }
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    return finish(images, duration, waiting);
  }

  private int step(Epoch epoch) {
    long start = System.nanoTime();
    TrainingBatch batch = epoch.next();
    long made = System.nanoTime();
    int index = progress.batch();
    double rate = plan.rate(options.optimizer().learningRate(), progress.epoch(), index);
    learning.state().optimizer().setLearningRate(rate);
    boolean updates =
        (index + 1) % options.accumulate() == 0 || index + 1 == loader.batchesPerEpoch();
    Learning.Outcome outcome = learning.learn(batch, updates, progress.updates() + 1);
    StepReport report =
        new StepReport(
            progress.epoch(),
            index,
            loader.batchesPerEpoch(),
            progress.step() + 1,
            batch.size(),
            rate,
            outcome.losses().labels(),
            outcome.losses().auxiliary(),
            outcome.gradientNorm(),
            !outcome.good(),
            Duration.ofNanos(System.nanoTime() - start),
            Duration.ofNanos(made - start));
    if (!outcome.good()) {
      refuseOrSkip(report, batch);
    }
    progress =
        outcome.good()
            ? progress.afterLearning(outcome.losses().labels(), updates)
            : progress.afterSkipping();
    listeners.forEach(listener -> listener.step(report));
    return batch.size();
  }

  private void refuseOrSkip(StepReport report, TrainingBatch batch) {
    boolean tooMany = progress.skippedInRow() + 1 >= MOST_BAD;
    if (options.badLoss() == BadLossPolicy.SKIP && !tooMany) {
      return;
    }
    save();
    throw new TrainingException(
        "epoch %d, batch %d: expected a finite loss and gradient, found %s%s with gradient %s%s; images %s of the data set. The parameters are as before the batch; a lower learning rate, clipNorm or fp32 may help"
            .formatted(
                report.epoch(),
                report.batch(),
                report.loss(),
                report.auxiliary().isEmpty() ? "" : " beside " + report.auxiliary(),
                report.gradientNorm(),
                tooMany ? " and %d bad batches in a row".formatted(MOST_BAD) : "",
                batch.indices()));
  }

  private void saveEveryFew() {
    boolean gathered = progress.batch() % options.accumulate() == 0;
    if (options.saveEverySteps() > 0
        && progress.step() % options.saveEverySteps() == 0
        && gathered) {
      save();
    }
  }

  /** Between batches that make one step, gradients are lost; the step is then made of the rest. */
  private void save() {
    TrainingProgress reached = progress;
    UninterruptedWork.run(() -> learning.state().save(folder.state(), reached, training));
  }

  /**
   * Writes the network, validates it, and only then counts the epoch as done: a process that is
   * killed meanwhile does that again.
   */
  private boolean finish(long images, Duration duration, double waiting) {
    int epoch = progress.epoch();
    if (images > 0) {
      save();
    }
    write(folder.last(), learning.state().result());
    Optional<CocoStats> stats;
    try {
      stats = validate(epoch);
    } catch (CancellationException e) {
      return false;
    }
    boolean isBest = stats.filter(progress::isBetter).isPresent();
    if (isBest) {
      write(folder.best(), learning.state().result());
    }
    if (stats.isPresent()) {
      double ap = stats.orElseThrow().ap();
      UninterruptedWork.run(() -> best.offer(epoch, ap, learning.state().result()));
      progress = progress.afterValidation(stats.orElseThrow());
    }
    EpochReport report =
        new EpochReport(
            epoch,
            options.epochs(),
            progress.step(),
            progress.loss().mean(),
            progress.epochSkipped(),
            images,
            duration,
            waiting,
            stats,
            isBest);
    progress = progress.nextEpoch();
    save();
    listeners.forEach(listener -> listener.epoch(report));
    return true;
  }

  private void write(Path file, TrainableNetwork network) {
    UninterruptedWork.run(() -> CheckpointWriter.write(file, network.stateDict(), metadata));
  }

  private Optional<CocoStats> validate(int epoch) {
    return options.validates(epoch)
        ? validation
            .map(v -> v.run(folder.last(), folder.picture(epoch)))
            .map(CocoEvaluation::stats)
        : Optional.empty();
  }

  private TrainingSummary summary(StopReason reason) {
    if (reason != StopReason.INTERRUPTED) {
      best.average(learning.state().result())
          .ifPresent(
              network -> {
                try (network) {
                  write(folder.average(), network);
                }
              });
    }
    boolean validated = progress.best().isPresent();
    return new TrainingSummary(
        reason,
        progress.epoch(),
        progress.step(),
        progress.skipped(),
        validated ? OptionalInt.of(progress.bestEpoch()) : OptionalInt.empty(),
        progress.best(),
        validated ? folder.best() : folder.last(),
        Duration.ofNanos(System.nanoTime() - begun));
  }
}
