package io.github.yolonas.examples.command;

import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.examples.terminal.Printable;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yolonas explain}: what a model does with an image, and who decided it. */
@Command(
    name = "explain",
    description = "Tells what a model does with an image, and where each setting comes from.",
    sortOptions = false,
    footer = {"", "Example:", "  yolonas explain --model model.pth"})
final class ExplainCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private ModelArguments model = new ModelArguments();

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    YoloNasOptions options = WrongUsage.checked(command, model::options);
    PrintWriter out = command.commandLine().getOut();
    try (YoloNas loaded = model.load(options)) {
      out.println(json ? loaded.explain().toJson() : Printable.of(loaded.explain()));
    }
    out.flush();
    return 0;
  }
}
