package io.github.yolonas.examples.command;

import io.github.yolonas.examples.terminal.CtrlC;
import io.github.yolonas.examples.terminal.Terminal;
import io.github.yolonas.train.recipe.DatasetSource;
import io.github.yolonas.train.recipe.DryRunReport;
import io.github.yolonas.train.recipe.Recipe;
import io.github.yolonas.train.recipe.RecipeRun;
import io.github.yolonas.train.recipe.RecipeSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Option(names = "--resume", description = "Go on with what the folder holds; if nothing, begin.")
  private boolean resume;

  @Option(
      names = "--dry-run",
      description =
          "Check recipe, data, memory and disk, learn from one batch of each phase, and stop.")
  private boolean dryRun;

  @Option(
      names = "-o",
      paramLabel = "DIR",
      description = "Write there, instead of the folder that the recipe names.")
  private Optional<Path> folder = Optional.empty();

  @Option(names = "--json", description = "Print the summary as a JSON object.")
  private boolean json;

  @Parameters(paramLabel = "RECIPE.yaml", description = "What to train.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    Recipe written = Recipe.read(file);
    Recipe recipe = folder.map(written::withFolder).orElse(written);
    try (CtrlC stop = CtrlC.interrupts(Thread.currentThread(), err);
        TrainingLine line = new TrainingLine(err, Terminal.isError(), System::nanoTime)) {
      RecipeRun run =
          RecipeRun.builder(recipe, DatasetSource.standard()).resume(resume).listener(line).build();
      if (dryRun) {
        DryRunReport report = run.dryRun();
        out.println(json ? report.toJson() : report);
        out.flush();
        report.problems().forEach(problem -> err.println("yolonas: " + problem));
        err.flush();
        return report.problems().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
      }
      RecipeSummary summary = run.train();
      out.println(json ? summary.toJson() : summary);
      out.flush();
      if (!summary.isComplete()) {
        err.println("yolonas: interrupted; everything is saved, go on with --resume");
        err.flush();
      }
      return summary.isComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }
}
