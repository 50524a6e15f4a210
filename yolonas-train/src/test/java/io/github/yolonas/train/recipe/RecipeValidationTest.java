package io.github.yolonas.train.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.yolonas.Device;
import io.github.yolonas.checkpoint.CheckpointMetadata;
import io.github.yolonas.checkpoint.CheckpointWriter;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.network.TrainableNetwork;
import io.github.yolonas.train.recipe.NetworkSource.Pretrained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NativeLeakExtension.class)
class RecipeValidationTest {
  @TempDir private Path folder;

  private Path run() {
    return folder.resolve("run");
  }

  private static List<String> problems(Recipe recipe) {
    RecipeException error =
        catchThrowableOfType(RecipeException.class, () -> recipe.validate(SmallRecipes.PAINTED));
    assertThat(error).isNotNull();
    return error.problems().stream().map(RecipeProblem::toString).toList();
  }

  private Recipe withNetwork(NetworkSource network) {
    return Recipe.builder(network, run())
        .device(Device.cpu())
        .phase(SmallRecipes.phase("one", 1))
        .build();
  }

  private Path checkpoint(int classes, Optional<List<String>> names) {
    Path file = folder.resolve("start.safetensors");
    try (TrainableNetwork network = SmallRecipes.NETWORK.open(classes, Device.cpu(), 1)) {
      CheckpointWriter.writeSafetensors(
          file, network.stateDict(), CheckpointMetadata.of(names, Optional.empty(), Map.of()));
    }
    return file;
  }

  @Test
  void aGoodRecipePassesAndLeavesNothing() {
    assertThatCode(() -> SmallRecipes.twoPhases(run()).validate(SmallRecipes.PAINTED))
        .doesNotThrowAnyException();
    assertThat(run()).doesNotExist();
  }

  @Test
  void eachDatasetIsOpenedOnce() {
    AtomicInteger opened = new AtomicInteger();
    SmallRecipes.twoPhases(run())
        .validate(
            reference -> {
              opened.incrementAndGet();
              return SmallRecipes.PAINTED.open(reference);
            });
    assertThat(opened).hasValue(2);
  }

  @Test
  void allThatIsWrongIsInOneMessage() throws IOException {
    Files.writeString(run(), "a file");
    PhaseData missing =
        PhaseData.of(
            DatasetReference.at(folder.resolve("nowhere")),
            DatasetReference.at(folder.resolve("nowhere")));
    Recipe recipe =
        Recipe.builder(SmallRecipes.NETWORK, run())
            .device(Device.cuda(900))
            .phase(
                SmallRecipes.phase("one", 1)
                    .withTraining(
                        SmallRecipes.training(1)
                            .epochsWithoutMosaic(2)
                            .frozen(Set.of("spine"))
                            .build())
                    .withDistillation(SmallRecipes.teacher(folder.resolve("teacher.pth"))))
            .phase(Phase.of("one", missing, SmallRecipes.loading()))
            .build();
    RecipeException error =
        catchThrowableOfType(RecipeException.class, () -> recipe.validate(SmallRecipes.PAINTED));
    assertThat(error)
        .hasMessageStartingWith("recipe for %s: 7 problems:\n".formatted(run()))
        .hasMessageContaining("\n  folder: expected a folder to write in, found " + run())
        .hasMessageContaining("\n  device: ")
        .hasMessageContaining("\n  phase 1 'one': epochsWithoutMosaic: expected at most 1, found 2")
        .hasMessageContaining(
            "\n  phase 1 'one': distillation.teacher: expected a checkpoint, found no file "
                + folder.resolve("teacher.pth"))
        .hasMessageContaining(
            "\n  data: %s: expected a data set, found no such file"
                .formatted(folder.resolve("nowhere")))
        .hasMessageContaining("\n  phase 2 'one': name: expected another name")
        .hasMessageContaining(
            "\n  phase 1 'one': frozen: expected the name of a layer or parameter, found 'spine'");
  }

  @Test
  void classesMustBeTheSameEverywhere() {
    DatasetReference others = DatasetReference.at(folder.resolve("others"));
    List<String> problems =
        problems(
            SmallRecipes.recipe(
                run(),
                Phase.of("one", PhaseData.of(SmallRecipes.TRAIN, others), SmallRecipes.loading()),
                Phase.of("two", new PhaseData(others, Optional.empty()), SmallRecipes.loading())));
    assertThat(problems)
        .containsExactly(
            "phase 1 'one': data.validation: expected the classes that are trained, [red, green,"
                + " blue, yellow, magenta, cyan], found [a, b]",
            "phase 2 'two': data: expected the classes of the first phase, [red, green, blue,"
                + " yellow, magenta, cyan], found [a, b]");
  }

  @Test
  void whatNeedsValidationIsRefusedWithoutIt() {
    Phase phase =
        Phase.of("one", new PhaseData(SmallRecipes.TRAIN, Optional.empty()), SmallRecipes.loading())
            .withTraining(SmallRecipes.training(3).patience(2).averageBest(3).build());
    assertThat(problems(SmallRecipes.recipe(run(), phase)))
        .containsExactly(
            "phase 1 'one': patience: expected images to validate with, found none",
            "phase 1 'one': averageBest: expected images to validate with, found none");
  }

  @Test
  void aBatchMustBeFilled() {
    PhaseData one = PhaseData.of(DatasetReference.synthetic(1, 1), SmallRecipes.HELD_OUT);
    assertThat(problems(SmallRecipes.recipe(run(), Phase.of("one", one, SmallRecipes.loading()))))
        .containsExactly(
            "phase 1 'one': batchSize: expected at most the 1 images of 1 synthetic images of seed"
                + " 1, found 2");
  }

  @Test
  void aCheckpointMustBeThere() {
    Path missing = folder.resolve("missing.pth");
    assertThat(problems(withNetwork(new Pretrained(missing, true))))
        .singleElement()
        .asString()
        .startsWith("network: ")
        .contains(missing.toString());
  }

  @Test
  void aCheckpointOfOtherClassesNeedsAnotherHead() {
    Path file = checkpoint(3, Optional.empty());
    assertThat(problems(withNetwork(new Pretrained(file, false))))
        .containsExactly(
            "network: expected 6 classes, as the data set has, found 3; replaceHead makes it learn"
                + " others");
    withNetwork(new Pretrained(file, true)).validate(SmallRecipes.PAINTED);
  }

  @Test
  void asManyClassesThatMeanSomethingElseAreFound() {
    List<String> names = List.of("green", "red", "blue", "yellow", "magenta", "cyan");
    Path file = checkpoint(6, Optional.of(names));
    assertThat(problems(withNetwork(new Pretrained(file, false))))
        .singleElement()
        .asString()
        .contains("expected the classes [red, green, blue")
        .contains("found [green, red, blue");
    withNetwork(new Pretrained(file, true)).validate(SmallRecipes.PAINTED);
    Path same = checkpoint(6, Optional.of(SmallRecipes.painted(1, 1).classNames()));
    withNetwork(new Pretrained(same, false)).validate(SmallRecipes.PAINTED);
  }

  @Test
  void recordsCheckThemselves() {
    assertThatThrownBy(() -> Recipe.builder(SmallRecipes.NETWORK, run()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("phases: expected at least one, found none");
    assertThatThrownBy(() -> SmallRecipes.phase(" ", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("name: expected a name, found ' '");
    assertThatThrownBy(() -> DatasetReference.synthetic(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("size: expected 1 or more, found 0");
    assertThatThrownBy(() -> new Distillation(folder, Map.of("a", Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a: expected a finite number from 0, found NaN");
  }
}
