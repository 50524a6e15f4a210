package io.github.yolonas.train.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.Device;
import io.github.yolonas.YoloNas;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.loss.TargetBatch;
import io.github.yolonas.train.network.NetworkOutput;
import io.github.yolonas.train.network.TinyTraining;
import io.github.yolonas.train.network.TrainableNetwork;
import io.github.yolonas.train.trainer.StepReport;
import io.github.yolonas.train.trainer.StopReason;
import io.github.yolonas.train.trainer.TrainingSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NativeLeakExtension.class)
class RecipeRunTest {
  private static final String HEAD = "heads.head1.cls_pred.weight";
  private static final String BODY = "backbone.stem.conv.branch_3x3.conv.weight";

  @TempDir private Path folder;

  @AfterEach
  void forgetInterruption() {
    Thread.interrupted();
  }

  private static RecipeSummary train(Recipe recipe, RecipeListener... listeners) {
    return run(recipe, false, listeners).train();
  }

  private static RecipeRun run(Recipe recipe, boolean resume, RecipeListener... listeners) {
    RecipeRun.Builder run = RecipeRun.builder(recipe, SmallRecipes.PAINTED).resume(resume);
    for (RecipeListener listener : listeners) {
      run.listener(listener);
    }
    return run.build();
  }

  private static double[] values(Path checkpoint, String tensor) {
    try (TrainableNetwork network =
        new NetworkSource.Pretrained(checkpoint, false).open(6, Device.cpu(), 0)) {
      return TinyTraining.values(network.tensor(tensor));
    }
  }

  /** Step and losses of each row; how long it took differs. */
  private static List<String> losses(Path phase) throws IOException {
    return Files.readAllLines(phase.resolve("steps.csv")).stream()
        .map(line -> String.join(",", List.of(line.split(",", -1)).subList(0, 9)))
        .toList();
  }

  /** Interrupts the thread after some batch of some phase. */
  private static final class Interrupting implements RecipeListener {
    private final int phase;
    private final long step;
    private final List<Integer> phases = new ArrayList<>();

    Interrupting(int phase, long step) {
      this.phase = phase;
      this.step = step;
    }

    @Override
    public void phase(PhaseStart start) {
      phases.add(start.index());
    }

    @Override
    public void step(StepReport report) {
      if (phases.get(phases.size() - 1) == phase && report.step() == step) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void eachPhaseGoesOnWithTheBestOfTheOneBefore() throws IOException {
    List<PhaseStart> starts = new ArrayList<>();
    RecipeSummary summary =
        train(
            SmallRecipes.twoPhases(folder),
            new RecipeListener() {
              @Override
              public void phase(PhaseStart start) {
                starts.add(start);
              }
            });
    assertThat(summary.isComplete()).isTrue();
    assertThat(starts).extracting(PhaseStart::index).containsExactly(0, 1);
    assertThat(starts.get(0))
        .extracting(PhaseStart::count, PhaseStart::images, PhaseStart::batchesPerEpoch)
        .containsExactly(2, 6, 3);
    assertThat(summary.phases())
        .extracting(PhaseResult::folder)
        .containsExactly(folder.resolve("1-all"), folder.resolve("2-no_heads"));
    assertThat(summary.phases())
        .extracting(result -> result.summary().steps())
        .containsExactly(3L, 6L);
    Path first = summary.phases().get(0).summary().checkpoint();
    Path last = summary.phases().get(1).summary().checkpoint();
    assertThat(values(last, HEAD)).isEqualTo(values(first, HEAD));
    assertThat(values(last, BODY)).isNotEqualTo(values(first, BODY));
    try (TrainableNetwork fresh = SmallRecipes.NETWORK.open(6, Device.cpu(), 5)) {
      assertThat(values(first, HEAD)).isNotEqualTo(TinyTraining.values(fresh.tensor(HEAD)));
    }
    assertThat(summary.checkpoint()).contains(folder.resolve("best.pth"));
    assertThat(folder.resolve("best.pth")).hasSameBinaryContentAs(last);
    assertThat(summary.report()).contains(folder.resolve("report/report.html"));
    assertThat(folder.resolve("report/report.html")).content().contains("2 images, ");
    try (YoloNas model = YoloNas.load(folder.resolve("best.pth"))) {
      assertThat(model.classNames()).startsWith("red", "green");
    }
    for (String log : List.of("steps.csv", "epochs.csv", "training.jsonl", "phase.json")) {
      assertThat(folder.resolve("2-no_heads").resolve(log)).isNotEmptyFile();
    }
    try (Stream<Path> files = Files.list(folder.resolve("1-all"))) {
      assertThat(files.filter(f -> f.toString().contains("tfevents"))).hasSize(1);
    }
  }

  @Test
  void whatWasInterruptedWithinAPhaseGoesOnToTheSameLosses() throws IOException {
    Path whole = folder.resolve("whole");
    Path broken = folder.resolve("broken");
    train(SmallRecipes.twoPhases(whole));

    RecipeSummary interrupted = train(SmallRecipes.twoPhases(broken), new Interrupting(1, 4));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(interrupted.isComplete()).isFalse();
    assertThat(interrupted.phases())
        .extracting(result -> result.summary().reason())
        .containsExactly(StopReason.COMPLETED, StopReason.INTERRUPTED);
    assertThat(losses(broken.resolve("2-no_heads"))).hasSize(5);
    assertThat(broken.resolve("best.pth")).doesNotExist();

    Interrupting never = new Interrupting(9, 9);
    RecipeSummary resumed = run(SmallRecipes.twoPhases(broken), true, never).train();
    assertThat(never.phases).containsExactly(1);
    assertThat(resumed.isComplete()).isTrue();
    assertThat(losses(broken.resolve("2-no_heads"))).isEqualTo(losses(whole.resolve("2-no_heads")));
    assertThat(values(broken.resolve("best.pth"), BODY))
        .isEqualTo(values(whole.resolve("best.pth"), BODY));
    assertThat(Files.readAllLines(broken.resolve("2-no_heads/epochs.csv"))).hasSize(3);
  }

  @Test
  void whatWasInterruptedBetweenPhasesGoesOnWithTheNext() {
    Recipe recipe = SmallRecipes.twoPhases(folder);
    RecipeSummary interrupted =
        train(
            recipe,
            new RecipeListener() {
              @Override
              public void finished(TrainingSummary summary) {
                Thread.currentThread().interrupt();
              }
            });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(interrupted.isComplete()).isFalse();
    assertThat(interrupted.phases()).hasSize(1);
    PhaseResult first = interrupted.phases().get(0);
    assertThat(folder.resolve("2-no_heads")).doesNotExist();

    Interrupting never = new Interrupting(9, 9);
    RecipeSummary resumed = run(recipe, true, never).train();
    assertThat(never.phases).containsExactly(1);
    assertThat(resumed.isComplete()).isTrue();
    assertThat(resumed.phases().get(0)).isEqualTo(first);
  }

  /** The validation that follows cannot read the network that it is to measure. */
  @Test
  void anInterruptBeforeAValidationIsNoFailure() throws IOException {
    Recipe recipe = SmallRecipes.recipe(folder, SmallRecipes.phase("one", 1));
    RecipeSummary interrupted = train(recipe, new Interrupting(0, 3));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(interrupted.isComplete()).isFalse();
    RecipeSummary resumed = run(recipe, true).train();
    assertThat(resumed.isComplete()).isTrue();
    assertThat(resumed.phases().get(0).summary().steps()).isEqualTo(3);
    assertThat(losses(folder.resolve("1-one"))).hasSize(4);
    assertThat(Files.readAllLines(folder.resolve("1-one/epochs.csv"))).hasSize(2);
  }

  @Test
  void anInterruptAfterTheLastBatchOfAllTakesNothingAway() {
    RecipeSummary summary =
        train(
            SmallRecipes.recipe(folder, SmallRecipes.phase("one", 1)),
            new RecipeListener() {
              @Override
              public void finished(TrainingSummary summary) {
                Thread.currentThread().interrupt();
              }
            });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(summary.isComplete()).isTrue();
    assertThat(summary.report()).isEmpty();
    assertThat(folder.resolve("best.pth")).isRegularFile();
  }

  @Test
  void whatIsDoneIsNotDoneAgain() {
    Recipe recipe = SmallRecipes.recipe(folder, SmallRecipes.phase("one", 1));
    RecipeSummary first = train(recipe);
    Interrupting never = new Interrupting(9, 9);
    assertThat(run(recipe, true, never).train()).isEqualTo(first);
    assertThat(never.phases).isEmpty();
  }

  @Test
  void aTrainingIsNeverOverwritten() {
    Recipe recipe = SmallRecipes.recipe(folder, SmallRecipes.phase("one", 1));
    train(recipe);
    assertThatThrownBy(() -> train(recipe))
        .isInstanceOf(RecipeException.class)
        .hasMessageContaining(
            folder.resolve("1-one")
                + ": expected an empty folder, found a training; resume it, or name another");
  }

  @Test
  void whatHasChangedSinceIsNamed() {
    train(SmallRecipes.recipe(folder, SmallRecipes.phase("one", 1)));
    Phase changed =
        SmallRecipes.phase("one", 1)
            .withTraining(SmallRecipes.training(2).clipNorm(3).pictures(1).build());
    assertThatThrownBy(() -> run(SmallRecipes.recipe(folder, changed), true).train())
        .isInstanceOf(RecipeException.class)
        .hasMessageContaining("2 problems")
        .hasMessageContaining(folder.resolve("1-one") + ": epochs: expected 1 as before, found 2")
        .hasMessageContaining(
            "clipNorm: expected OptionalDouble.empty as before, found OptionalDouble[3.0]");
  }

  @Test
  void aDamagedRecordIsNamed() throws IOException {
    Recipe recipe = SmallRecipes.recipe(folder, SmallRecipes.phase("one", 1));
    Path record = folder.resolve("1-one/phase.json");
    Files.createDirectories(record.getParent());
    Files.writeString(record, "{\"description\": {}, \"summary\": {\"reason\": \"TIRED\"}}");
    assertThatThrownBy(() -> run(recipe, true).train())
        .isInstanceOf(RecipeException.class)
        .hasMessageStartingWith(record + ": cannot be read");
  }

  @Test
  void aDryRunTriesEveryPhaseAndLeavesNothing() throws IOException {
    DryRunReport report = run(SmallRecipes.twoPhases(folder), false).dryRun();
    assertThat(report.device()).isEqualTo(Device.cpu());
    assertThat(report.phases())
        .extracting(DryRunReport.PhaseCheck::name)
        .containsExactly("all", "no heads");
    DryRunReport.PhaseCheck check = report.phases().get(0);
    assertThat(check.images()).isEqualTo(6);
    assertThat(check.objects()).isEqualTo(12);
    assertThat(check.imagesWithoutObjects()).isZero();
    assertThat(check.validationImages()).isEqualTo(2);
    assertThat(check.batchesPerEpoch()).isEqualTo(3);
    assertThat(check.step()).isPositive();
    assertThat(check.residentBytes()).isBetween(50L << 20, check.physicalBytes());
    assertThat(check.diskBytes()).isBetween(1L << 20, check.freeBytes());
    assertThat(report.problems()).isEmpty();
    assertThat(report.toString())
        .startsWith("on cpu\nall: 6 images with 12 objects (0 without), 2 to validate with; 3 ba");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aDiskThatWouldGetFullIsFoundByADryRun() {
    DryRunReport.PhaseCheck check =
        new DryRunReport.PhaseCheck(
            "one", 6, 12, 0, 2, 3, Duration.ofSeconds(1), 1, 2, 60L << 20, 100L << 20);
    assertThat(new DryRunReport(Device.cpu(), List.of(check)).problems()).isEmpty();
    assertThat(new DryRunReport(Device.cpu(), List.of(check, check)).problems())
        .extracting(RecipeProblem::toString)
        .containsExactly("disk: expected 120 MiB for checkpoints and state, found 100 MiB free");
  }

  @Test
  void aDryRunSaysWhichPhaseFails() {
    RecipeRun run =
        RecipeRun.builder(
                SmallRecipes.recipe(folder, SmallRecipes.phase("one", 1)),
                reference ->
                    new SmallRecipes.Renamed(SmallRecipes.PAINTED.open(reference), List.of("red")))
            .build();
    assertThatThrownBy(run::dryRun)
        .isInstanceOf(RecipeException.class)
        .hasMessageStartingWith("phase 'one': painted 0: label: expected below the 1 classes");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aTeacherTeachesAndIsFreed() throws IOException {
    Path checkpoint = Files.createFile(folder.resolve("teacher.pth"));
    Phase phase = SmallRecipes.phase("one", 1).withDistillation(SmallRecipes.teacher(checkpoint));
    Recipe recipe = SmallRecipes.recipe(folder.resolve("run"), phase);
    CountingLesson lesson = new CountingLesson();
    RecipeRun.builder(recipe, SmallRecipes.PAINTED)
        .teachers(
            (distillation, student) -> {
              assertThat(distillation.weights()).containsEntry("classes", 0.5);
              assertThat(student.numClasses()).isEqualTo(6);
              return lesson;
            })
        .build()
        .train();
    assertThat(lesson.batches).isEqualTo(3);
    assertThat(lesson.closed).isTrue();
    assertThatThrownBy(() -> run(recipe, true).train())
        .isInstanceOf(RecipeException.class)
        .hasMessageContaining(
            "phase 1 'one': distillation.weights: expected some of [box, class, feature], found"
                + " 'classes'");
  }

  @Test
  void aTrainedNetworkTeachesAnother() {
    Path first = folder.resolve("teacher");
    RecipeRun.builder(
            SmallRecipes.recipe(first, SmallRecipes.phase("one", 1)), SmallRecipes.PAINTED)
        .build()
        .train();
    Phase phase =
        SmallRecipes.phase("two", 1)
            .withDistillation(
                new Distillation(first.resolve("best.pth"), Map.of("class", 1.0, "box", 0.5)));
    Path second = folder.resolve("student");
    RecipeRun.builder(SmallRecipes.recipe(second, phase), SmallRecipes.PAINTED).build().train();
    assertThat(second.resolve("best.pth")).isRegularFile();
  }

  /** Adds nothing to the loss, and counts. */
  private static final class CountingLesson implements TeacherSource.Lesson {
    private int batches;
    private boolean closed;

    @Override
    public Tensor compute(Tensor images, NetworkOutput student, TargetBatch targets) {
      batches++;
      return student.predictions().clsLogits().mean().mul(new Scalar(0));
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
