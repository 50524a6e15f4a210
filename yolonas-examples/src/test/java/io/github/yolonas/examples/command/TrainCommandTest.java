package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.YoloNas;
import io.github.yolonas.testing.NativeLeakExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NativeLeakExtension.class)
class TrainCommandTest {
  private static final String RECIPE =
      """
      network: {variant: s, width: 0.125, depth: 0.1}
      data:
        train: {synthetic: {count: 4, seed: 1}}
        validation: {synthetic: {count: 1, seed: 2}}
        classNames: [circle, square]
      device: cpu
      inputSize: 64
      batchSize: 2
      workers: 1
      pictures: 0
      """;

  @TempDir private Path folder;

  private String recipe = "";
  private String run = "";

  @BeforeEach
  void writeRecipe() throws IOException {
    recipe = write(RECIPE + "epochs: 2\n");
    run = folder.resolve("run").toString();
  }

  private String write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("shapes.yaml"), yaml).toString();
  }

  @AfterEach
  void forgetInterruption() {
    Thread.interrupted();
  }

  @Test
  void trainsAndTellsEachEpoch() {
    CommandRun done = CommandRun.of("train", recipe, "-o", run);
    assertThat(done.status()).as(done.err()).isZero();
    assertThat(done.err().lines())
        .hasSize(3)
        .anySatisfy(l -> assertThat(l).startsWith("training (phase 1 of 1): 4 images, 2 batches"))
        .anySatisfy(l -> assertThat(l).matches("epoch 2/2: loss .* = .* cls .*; AP .*images/s.*"));
    assertThat(done.out().lines())
        .hasSize(3)
        .anySatisfy(l -> assertThat(l).startsWith("training: done after 2 epochs, 4 batches, best"))
        .contains("best network: " + Path.of(run, "best.pth"))
        .contains("report: " + Path.of(run, "report", "report.html"));
    try (YoloNas model = YoloNas.load(Path.of(run, "best.pth"))) {
      assertThat(model.classNames()).containsExactly("circle", "square");
    }
  }

  @Test
  void jsonIsTheSummaryAndNothingElse() {
    CommandRun done = CommandRun.of("train", recipe, "-o", run, "--json");
    assertThat(done.status()).as(done.err()).isZero();
    JsonNode json = done.json();
    assertThat(json.get("complete").asBoolean()).isTrue();
    assertThat(json.get("checkpoint").asText()).isEqualTo(Path.of(run, "best.pth").toString());
    assertThat(json.get("report").asText())
        .isEqualTo(Path.of(run, "report", "report.html").toString());
    JsonNode phase = json.get("phases").get(0);
    assertThat(phase.get("name").asText()).isEqualTo("training");
    assertThat(phase.get("reason").asText()).isEqualTo("COMPLETED");
    assertThat(phase.get("epochs").asInt()).isEqualTo(2);
    assertThat(phase.get("steps").asInt()).isEqualTo(4);
    assertThat(phase.get("stats")).hasSize(12);
    assertThat(Path.of(phase.get("checkpoint").asText())).isRegularFile();
  }

  @Test
  void withoutAFolderItIsNamedAfterTheRecipe() throws IOException {
    CommandRun done = CommandRun.of("train", write(RECIPE + "epochs: 1\n"));
    assertThat(done.status()).as(done.err()).isZero();
    assertThat(folder.resolve("shapes/best.pth")).isRegularFile();
  }

  @Test
  void aTrainingIsResumedOrLeftAlone() {
    CommandRun.of("train", recipe, "-o", run);
    CommandRun again = CommandRun.of("train", recipe, "-o", run);
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("expected an empty folder, found a training; resume it");
    CommandRun resumed = CommandRun.of("train", recipe, "-o", run, "--resume");
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("training: done after 2 epochs");
  }

  @Test
  void anInterruptedTrainingIsSavedAndGoesOn() throws Exception {
    String many = write(RECIPE + "epochs: 3\nsaveEverySteps: 1\n");
    Path steps = Path.of(run, "1-training", "steps.csv");
    Thread trained = Thread.currentThread();
    Thread interrupting =
        new Thread(
            () -> {
              while (!Files.exists(steps) || lines(steps) < 2) {
                Thread.onSpinWait();
              }
              trained.interrupt();
            });
    interrupting.setDaemon(true);
    interrupting.start();
    CommandRun interrupted = CommandRun.of("train", many, "-o", run);
    Thread.interrupted();
    assertThat(interrupted.status()).isEqualTo(1);
    assertThat(interrupted.err())
        .contains("yolonas: interrupted; everything is saved, go on with --resume")
        .doesNotContain("Exception");
    interrupting.join();
    CommandRun resumed = CommandRun.of("train", many, "-o", run, "--resume", "--json");
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(resumed.json().at("/phases/0/steps").asInt()).isEqualTo(6);
    assertThat(lines(steps)).isEqualTo(7);
  }

  private static long lines(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aDryRunReportsAndLeavesNothing() {
    CommandRun dry = CommandRun.of("train", recipe, "-o", run, "--dry-run");
    assertThat(dry.status()).as(dry.err()).isZero();
    assertThat(dry.out().lines()).hasSize(2).first().isEqualTo("on cpu");
    assertThat(dry.out()).contains("training: 4 images with ").contains("memory").contains("disk");
    assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("shapes.yaml"));
    CommandRun json = CommandRun.of("train", recipe, "-o", run, "--dry-run", "--json");
    assertThat(json.json().at("/phases/0/batchesPerEpoch").asInt()).isEqualTo(2);
    assertThat(json.json().at("/phases/0/residentBytes").asLong()).isPositive();
  }

  @Test
  void allThatIsWrongWithARecipeIsTold() throws IOException {
    CommandRun bad = CommandRun.of("train", write(RECIPE + "epoch: 2\nmomentum: 2\n"));
    assertThat(bad.status()).isEqualTo(1);
    assertThat(bad.out()).isEmpty();
    assertThat(bad.err())
        .contains("2 problems")
        .contains("line 11, column 1: unknown key 'epoch'; did you mean 'epochs'?")
        .contains("line 12, column 11: momentum: expected 0 to below 1, found 2.0");
  }

  @Test
  void whatARecipeNamesMustBeThere() throws IOException {
    String yaml = RECIPE.replace("{synthetic: {count: 4, seed: 1}}", "nowhere");
    CommandRun bad = CommandRun.of("train", write(yaml), "-o", run, "--dry-run");
    assertThat(bad.status()).isEqualTo(1);
    assertThat(bad.err()).contains("data: " + folder.resolve("nowhere") + ": expected a data set");
    assertThat(Path.of(run)).doesNotExist();
  }

  @Test
  void aMistypedFileIsSuggested() {
    CommandRun missing = CommandRun.of("train", folder.resolve("shape.yaml").toString());
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err()).contains("cannot be read").contains("Did you mean '" + recipe);
  }

  @Test
  void wrongUsageIsNamed() {
    assertThat(CommandRun.of("train").status()).isEqualTo(2);
    CommandRun mistyped = CommandRun.of("train", recipe, "--dry");
    assertThat(mistyped.status()).isEqualTo(2);
    assertThat(mistyped.err()).contains("--dry");
    CommandRun help = CommandRun.of("train", "--help");
    assertThat(help.out()).contains("--resume").contains("--dry-run").contains("RECIPE.yaml");
  }
}
