package io.github.yolonas.examples.command;

import io.github.yolonas.examples.terminal.CtrlC;
import io.github.yolonas.examples.terminal.Printable;
import io.github.yolonas.examples.terminal.Terminal;
import io.github.yolonas.train.recipe.DatasetSource;
import io.github.yolonas.train.recipe.DryRunReport;
import io.github.yolonas.train.recipe.Recipe;
import io.github.yolonas.train.recipe.RecipeRun;
import io.github.yolonas.train.recipe.RecipeSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a recipe is run: for every command that has one. */
final class TrainingArguments {
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

  /** Trains, or tries whether that would work; tells how far it is, and the exit status. */
  int run(CommandSpec command, Recipe written) {
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    Recipe recipe = folder.map(written::withFolder).orElse(written);
    try (CtrlC stop = CtrlC.interrupts(Thread.currentThread(), err);
        TrainingLine line = new TrainingLine(err, Terminal.isError(), System::nanoTime)) {
      RecipeRun run =
          RecipeRun.builder(recipe, DatasetSource.standard()).resume(resume).listener(line).build();
      if (dryRun) {
        DryRunReport report = run.dryRun();
        out.println(json ? report.toJson() : Printable.of(report));
        out.flush();
        report.problems().forEach(problem -> err.println("yolonas: " + Printable.of(problem)));
        err.flush();
        return report.problems().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
      }
      RecipeSummary summary = run.train();
      out.println(json ? summary.toJson() : Printable.of(summary));
      out.flush();
      if (!summary.isComplete()) {
        err.println("yolonas: interrupted; everything is saved, go on with --resume");
        err.flush();
      }
      return summary.isComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }
}
