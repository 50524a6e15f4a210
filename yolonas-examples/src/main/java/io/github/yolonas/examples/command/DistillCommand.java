package io.github.yolonas.examples.command;

import io.github.yolonas.train.distill.DistillationOptions;
import io.github.yolonas.train.recipe.Distillation;
import io.github.yolonas.train.recipe.Recipe;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yolonas distill}: trains a network as a recipe says, with a teacher. */
@Command(
    name = "distill",
    description = "Trains a network as a recipe says, with a teacher of the same classes.",
    sortOptions = false,
    footer = {
      "",
      "The teacher may be wider and deeper. It teaches in every phase for which the recipe names no",
      "teacher of its own. The recipe is that of 'yolonas train'.",
      "",
      "Examples:",
      "  yolonas distill small.yaml --teacher large.pth --dry-run",
      "  yolonas distill small.yaml --teacher large.pth --weights class=1,feature=2 -o runs/taught"
    })
final class DistillCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--teacher",
      paramLabel = "FILE",
      required = true,
      description = "Its checkpoint: .pth, .pt, .safetensors.")
  private Path teacher = Path.of("");

  @Option(
      names = "--weights",
      paramLabel = "NAME=F",
      split = ",",
      description =
          "How much its lessons count beside the labels: class, box, feature; one that is not named"
              + " is 0. Default class=0.5,box=0.25,feature=5.")
  private Map<String, Double> weights = new LinkedHashMap<>();

  @Mixin private TrainingArguments training = new TrainingArguments();

  @Parameters(paramLabel = "RECIPE.yaml", description = "What to train.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    Map<String, Double> counted = weights.isEmpty() ? defaults() : weights;
    Distillation distillation =
        WrongUsage.checked(command, () -> new Distillation(teacher, counted));
    return training.run(command, Recipe.read(file).withTeacher(distillation));
  }

  private static Map<String, Double> defaults() {
    DistillationOptions options = DistillationOptions.defaults();
    return Map.of(
        "class", options.classWeight(),
        "box", options.boxWeight(),
        "feature", options.featureWeight());
  }
}
