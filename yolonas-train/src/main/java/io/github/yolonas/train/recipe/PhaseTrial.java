package io.github.yolonas.train.recipe;

import io.github.yolonas.format.Annotation;
import io.github.yolonas.runtime.Devices;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.loader.DataLoader;
import io.github.yolonas.train.network.TrainableNetwork;
import io.github.yolonas.train.trainer.StepReport;
import io.github.yolonas.train.trainer.StopReason;
import io.github.yolonas.train.trainer.Trainer;
import io.github.yolonas.train.trainer.TrainerOptions;
import io.github.yolonas.train.trainer.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.bytedeco.javacpp.Pointer;

/**
 * Trains a phase for one batch, with all that belongs to it: augmentation, loss, optimizer, saving
 * and validation.
 */
record PhaseTrial(Recipe recipe, Phase phase, PhaseDatasets data, TeacherSource teachers) {
  /** {@code state.safetensors} apart, a phase leaves a last and a best network, and averages. */
  private static final int NETWORKS = 2;

  DryRunReport.PhaseCheck check() {
    try {
      Census census = Census.of(data.train());
      data.validation().ifPresent(Census::of);
      return check(census);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) { // an unreadable image, too little memory …
      throw new RecipeException("phase '" + phase.name() + "'", String.valueOf(e.getMessage()), e);
    }
  }

  /** What annotations say. */
  private record Census(int images, long objects, int without) {
    /** Looks at all of them. */
    static Census of(Dataset dataset) {
      long objects = 0;
      int without = 0;
      int classes = dataset.classNames().size();
      for (int i = 0; i < dataset.size(); i++) {
        List<Annotation> taught =
            dataset.annotations(i).annotations().stream().filter(a -> !a.crowd()).toList();
        for (Annotation annotation : taught) {
          if (annotation.object().label() >= classes) {
            throw new RecipeException(
                dataset.annotations(i).name(),
                List.of(
                    new RecipeProblem(
                        "",
                        "label: expected below the %d classes of the data set, found %d"
                            .formatted(classes, annotation.object().label()))));
          }
        }
        objects += taught.size();
        without += taught.isEmpty() ? 1 : 0;
      }
      return new Census(dataset.size(), objects, without);
    }
  }

  /** Remembers the batch. */
  private static final class OneStep implements TrainingListener {
    private Duration duration = Duration.ZERO;

    @Override
    public void step(StepReport report) {
      duration = report.duration();
    }
  }

  private DryRunReport.PhaseCheck check(Census census) {
    int images = Math.min(phase.loading().batchSize(), data.train().size());
    DataLoader one = new DataLoader(new FirstImages(data.train(), images), phase.loading());
    int batches = new DataLoader(data.train(), phase.loading()).batchesPerEpoch();
    OneStep step = new OneStep();
    try (ScratchFolder scratch = ScratchFolder.in(recipe.folder());
        TrainableNetwork network =
            recipe
                .network()
                .open(
                    data.train().classNames().size(),
                    Devices.resolve(recipe.device()),
                    recipe.seed());
        Lessons lessons = Lessons.of(phase, teachers, network);
        ResidentPeak peak = new ResidentPeak()) {
      Trainer.Builder trainer =
          Trainer.builder(network, one, scratch.path()).options(shortened()).listener(step);
      data.validation().ifPresent(held -> trainer.validation(new FirstImages(held, 1)));
      lessons.lesson().ifPresent(trainer::auxiliaryLoss);
      if (trainer.build().train().reason() == StopReason.INTERRUPTED) {
        throw new CancellationException("dry run: interrupted at phase '" + phase.name() + "'");
      }
      return new DryRunReport.PhaseCheck(
          phase.name(),
          census.images(),
          census.objects(),
          census.without(),
          data.validation().map(Dataset::size).orElse(0),
          batches,
          step.duration,
          peak.bytes(),
          Pointer.totalPhysicalBytes(),
          diskBytes(scratch.path()),
          Files.getFileStore(scratch.path()).getUsableSpace());
    } catch (IOException e) {
      throw new RecipeException(recipe.folder().toString(), "cannot be examined: " + e, e);
    }
  }

  /** The phase's options with one epoch, which has one batch. */
  private TrainerOptions shortened() {
    TrainerOptions all = phase.training();
    return TrainerOptions.builder()
        .epochs(1)
        .optimizer(all.optimizer())
        .schedule(all.schedule())
        .warmupBatches(all.warmupBatches())
        .warmupInitialRate(all.warmupInitialRate())
        .ema(all.ema())
        .bf16(all.bf16())
        .frozen(all.frozen())
        .loss(all.loss())
        .pictures(Math.min(1, all.pictures()))
        .threads(all.threads())
        .build();
  }

  private long diskBytes(Path scratch) throws IOException {
    long state = Files.size(scratch.resolve("state.safetensors"));
    long network = Files.size(scratch.resolve("last.pth"));
    return state + network * (NETWORKS + phase.training().averageBest());
  }
}
