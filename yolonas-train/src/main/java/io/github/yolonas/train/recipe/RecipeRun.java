package io.github.yolonas.train.recipe;

import io.github.yolonas.Device;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.file.AtomicFile;
import io.github.yolonas.file.FileStem;
import io.github.yolonas.runtime.Devices;
import io.github.yolonas.train.loader.DataLoader;
import io.github.yolonas.train.log.CsvLog;
import io.github.yolonas.train.log.JsonLinesLog;
import io.github.yolonas.train.log.TensorBoardLog;
import io.github.yolonas.train.network.TrainableNetwork;
import io.github.yolonas.train.recipe.NetworkSource.Pretrained;
import io.github.yolonas.train.trainer.StopReason;
import io.github.yolonas.train.trainer.Trainer;
import io.github.yolonas.train.trainer.TrainingSummary;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows a recipe.
 *
 * <pre>{@code
 * Recipe recipe = Recipe.read(Path.of("shapes.yaml"));
 * RecipeSummary summary = RecipeRun.builder(recipe, DatasetSource.standard()).resume(true).build().train();
 * }</pre>
 *
 * <p>Each phase has a folder of its own in the recipe's, with all that its {@link Trainer} leaves,
 * {@code steps.csv}, {@code epochs.csv}, {@code training.jsonl} and event files for TensorBoard. At
 * the end the best network of the last phase is {@code best.pth} in the recipe's folder, and {@code
 * report/report.html} tells how good it is on that phase's images to validate with.
 *
 * <p>A run is used once, by one thread. Interrupting that ends it after the current batch, with
 * everything saved; it can be resumed then, as after the process was killed.
 */
public final class RecipeRun {
  private final Recipe recipe;
  private final DatasetSource datasets;
  private final List<RecipeListener> listeners;
  private final TeacherSource teachers;
  private final boolean resume;

  private RecipeRun(Builder builder) {
    recipe = builder.recipe;
    datasets = builder.datasets;
    listeners = List.copyOf(builder.listeners);
    teachers = builder.teachers;
    resume = builder.resume;
  }

  /**
   * A run that begins anew.
   *
   * @param datasets where images come from
   */
  public static Builder builder(Recipe recipe, DatasetSource datasets) {
    return new Builder(recipe, datasets);
  }

  /**
   * Trains all phases, or those that are not done yet.
   *
   * @throws RecipeException if something is wrong with the recipe, or its folder holds another
   *     training
   * @throws io.github.yolonas.train.trainer.TrainingException if a phase cannot begin or go on
   */
  public RecipeSummary train() {
    RecipeValidation valid = validated();
    List<Optional<PhaseRecord>> before = before(valid);
    List<PhaseResult> results = new ArrayList<>();
    NetworkSource network = recipe.network();
    for (int i = 0; i < recipe.phases().size(); i++) {
      Optional<TrainingSummary> done = before.get(i).flatMap(PhaseRecord::summary);
      if (done.isEmpty() && Thread.currentThread().isInterrupted()) {
        return RecipeSummary.interrupted(results);
      }
      TrainingSummary summary;
      try {
        summary = done.isPresent() ? done.get() : train(i, network, valid);
      } catch (CheckpointException e) {
        if (!isBrokenOff(e)) {
          throw e;
        }
        return RecipeSummary.interrupted(results);
      }
      results.add(new PhaseResult(recipe.phases().get(i).name(), folder(i), summary));
      if (summary.reason() == StopReason.INTERRUPTED) {
        return RecipeSummary.interrupted(results);
      }
      network = new Pretrained(summary.checkpoint(), false);
    }
    Path last = results.get(results.size() - 1).summary().checkpoint();
    Path best = publish(last);
    return new RecipeSummary(results, Optional.of(best), report(best, valid));
  }

  /**
   * Tries the recipe without training: every phase learns from one batch and is validated with one
   * image, in a folder that is deleted afterwards. All annotations are looked at.
   *
   * @throws RecipeException if something is wrong with the recipe, or a phase fails; the message
   *     says which
   */
  public DryRunReport dryRun() {
    RecipeValidation valid = validated();
    List<DryRunReport.PhaseCheck> checks = new ArrayList<>();
    for (Phase phase : recipe.phases()) {
      checks.add(new PhaseTrial(recipe, phase, valid.datasets(phase), teachers).check());
    }
    return new DryRunReport(Devices.resolve(recipe.device()), checks);
  }

  /**
   * Whether it was an interrupt that closed a checkpoint while it was read: to begin a phase, or to
   * validate what has been saved by then.
   */
  private static boolean isBrokenOff(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClosedByInterruptException) {
        return true;
      }
    }
    return false;
  }

  private RecipeValidation validated() {
    RecipeValidation validation = new RecipeValidation(recipe, datasets);
    validation.requireLessons(teachers);
    validation.requireValid();
    return validation;
  }

  private Path folder(int index) {
    return recipe
        .folder()
        .resolve("%d-%s".formatted(index + 1, FileStem.safe(recipe.phases().get(index).name())));
  }

  private Map<String, String> description(int index, RecipeValidation valid) {
    return PhaseDescription.of(
        recipe, index, valid.datasets(recipe.phases().get(index)).train().classNames());
  }

  /** What the folders say of the phases, which must be these. */
  private List<Optional<PhaseRecord>> before(RecipeValidation valid) {
    List<Optional<PhaseRecord>> records = new ArrayList<>();
    Problems problems = new Problems();
    for (int i = 0; i < recipe.phases().size(); i++) {
      Optional<PhaseRecord> record = PhaseRecord.read(folder(i));
      records.add(record);
      if (record.isPresent() && resume) {
        Path folder = folder(i);
        PhaseDescription.differences(record.get().description(), description(i, valid))
            .forEach(difference -> problems.add(folder.toString(), difference));
      } else if (record.isPresent()) {
        problems.add(
            folder(i).toString(),
            "expected an empty folder, found a training; resume it, or name another folder");
      }
    }
    problems.throwIfAny("recipe for " + recipe.folder());
    return records;
  }

  private TrainingSummary train(int index, NetworkSource start, RecipeValidation valid) {
    Phase phase = recipe.phases().get(index);
    Path folder = folder(index);
    PhaseDatasets data = valid.datasets(phase);
    PhaseRecord begun = new PhaseRecord(description(index, valid), Optional.empty());
    begun.write(folder);
    Device device = Devices.resolve(recipe.device());
    DataLoader loader = new DataLoader(data.train(), phase.loading());
    listeners.forEach(
        listener ->
            listener.phase(
                new PhaseStart(
                    index,
                    recipe.phases().size(),
                    phase,
                    data.train().size(),
                    loader.batchesPerEpoch(),
                    folder)));
    TrainingSummary summary;
    try (TrainableNetwork network = start.open(loader.classNames().size(), device, recipe.seed());
        Lessons lessons = Lessons.of(phase, teachers, network)) {
      Trainer.Builder trainer =
          Trainer.builder(network, loader, folder)
              .options(phase.training())
              .listener(new CsvLog(folder))
              .listener(new JsonLinesLog(folder))
              .listener(new TensorBoardLog(folder))
              .resume(resume);
      data.validation().ifPresent(trainer::validation);
      listeners.forEach(trainer::listener);
      lessons.lesson().ifPresent(trainer::auxiliaryLoss);
      summary = trainer.build().train();
    }
    if (summary.reason() != StopReason.INTERRUPTED) {
      new PhaseRecord(begun.description(), Optional.of(summary)).write(folder);
    }
    return summary;
  }

  private Path publish(Path checkpoint) {
    Path best = recipe.folder().resolve("best.pth");
    try {
      AtomicFile.write(best, part -> Files.copy(checkpoint, part));
    } catch (IOException e) {
      throw new RecipeException(best.toString(), "cannot be written: " + e, e);
    }
    return best;
  }

  /** An interrupt takes the report away, and nothing else: the training is done. */
  private Optional<Path> report(Path best, RecipeValidation valid) {
    Phase last = recipe.phases().get(recipe.phases().size() - 1);
    Device device = Devices.resolve(recipe.device());
    try {
      return valid
          .datasets(last)
          .validation()
          .map(dataset -> new FinalReport(dataset, device))
          .flatMap(report -> report.write(best, recipe.folder().resolve("report")));
    } catch (CheckpointException e) {
      if (!isBrokenOff(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** Collects what a run needs; not for use by several threads at once. */
  public static final class Builder {
    private final Recipe recipe;
    private final DatasetSource datasets;
    private final List<RecipeListener> listeners = new ArrayList<>();
    private TeacherSource teachers = TeacherSource.distillation();
    private boolean resume;

    private Builder(Recipe recipe, DatasetSource datasets) {
      this.recipe = recipe;
      this.datasets = datasets;
    }

    /** Whether to go on with what the folder holds; if that is nothing, it begins. */
    public Builder resume(boolean value) {
      resume = value;
      return this;
    }

    /** Adds one that follows all phases. */
    public Builder listener(RecipeListener value) {
      listeners.add(value);
      return this;
    }

    /** What teachers teach; default {@link TeacherSource#distillation}. */
    public Builder teachers(TeacherSource value) {
      teachers = value;
      return this;
    }

    /** The run. */
    public RecipeRun build() {
      return new RecipeRun(this);
    }
  }
}
