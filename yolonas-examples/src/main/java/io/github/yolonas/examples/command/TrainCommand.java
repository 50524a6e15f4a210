package io.github.yolonas.examples.command;

import io.github.yolonas.train.recipe.Recipe;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yolonas train}: trains a network as a recipe says. */
@Command(
    name = "train",
    description = "Trains a network as a recipe says, in one phase or several.",
    sortOptions = false,
    footer = {
      "",
      "Ctrl-C ends it after the current batch, with everything saved; a second one at once. --resume",
      "goes on from there, as it does after a crash. The best network becomes best.pth in the recipe's folder.",
      "",
      "A recipe, with paths relative to its file:",
      "  network: {checkpoint: yolo_nas_s.pth, replaceHead: true}",
      "  data: {train: shapes/train, validation: shapes/val}",
      "  inputSize: 640",
      "  batchSize: 16",
      "  phases:",
      "    - {name: heads, epochs: 5, frozen: backbone, learningRate: 1e-3}",
      "    - {name: all, epochs: 40, epochsWithoutMosaic: 10, precision: bf16}",
      "",
      "Examples:",
      "  yolonas train shapes.yaml --dry-run",
      "  yolonas train shapes.yaml -o runs/first"
    })
final class TrainCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private TrainingArguments training = new TrainingArguments();

  @Parameters(paramLabel = "RECIPE.yaml", description = "What to train.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    return training.run(Objects.requireNonNull(spec), Recipe.read(file));
  }
}
