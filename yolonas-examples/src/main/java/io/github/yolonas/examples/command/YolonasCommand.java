package io.github.yolonas.examples.command;

import io.github.yolonas.bench.BenchCommand;
import io.github.yolonas.examples.terminal.Interruption;
import io.github.yolonas.examples.terminal.PathSuggestion;
import io.github.yolonas.examples.terminal.Printable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/** The {@code yolonas} command; each thing it can do is a subcommand. */
@Command(
    name = "yolonas",
    description = "Detects objects with YOLO-NAS on the JVM.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PredictCommand.class,
      SummaryCommand.class,
      ExplainCommand.class,
      DoctorCommand.class,
      ConvertCommand.class,
      ExportCommand.class,
      QuantizeCommand.class,
      VideoCommand.class,
      WebcamCommand.class,
      EvalCommand.class,
      DatasetCommand.class,
      TrainCommand.class,
      DistillCommand.class,
      PseudoLabelCommand.class,
      BenchCommand.class,
      GenerateCompletion.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:the work failed", "2:wrong usage"},
    footer = {
      "",
      "See 'yolonas COMMAND --help'. Examples:",
      "  yolonas predict street.jpg",
      "  source <(yolonas generate-completion)   lets the tab key complete, in bash and zsh"
    })
public final class YolonasCommand {
  private static final int HELP_WIDTH = 100;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show where in the program an error arose.")
  private boolean stacktrace;

  YolonasCommand() {}

  /** Runs the command and exits with its status. Output is UTF-8, whatever the locale. */
  public static void main(String[] args) {
    CommandLine command = commandLine();
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    command.setOut(new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    Interruption interruption = Interruption.of(Thread.currentThread());
    int status = command.execute(args);
    command.getOut().flush();
    interruption.finished();
    System.exit(status);
  }

  /** The ready command, for {@code main} and for tests. */
  static CommandLine commandLine() {
    YolonasCommand command = new YolonasCommand();
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false) // @2x.png is an image
        .setUsageHelpWidth(HELP_WIDTH)
        .setParameterExceptionHandler(WrongUsage::report)
        .setExecutionStrategy(YolonasCommand::run)
        .setExecutionExceptionHandler(command::report);
  }

  /** Too little memory, or natives that cannot be loaded, are failed work like any other. */
  private static int run(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (OutOfMemoryError e) {
      String message = "out of memory (" + e.getMessage() + "); give more with JAVA_OPTS=-Xmx…";
      throw new ExecutionException(parsed.commandSpec().commandLine(), message, e);
    } catch (LinkageError e) {
      throw new ExecutionException(parsed.commandSpec().commandLine(), e.toString(), e);
    }
  }

  /** A failure is one line, unless the user asks for more. */
  private int report(Exception e, CommandLine commandLine, ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    if (stacktrace) {
      e.printStackTrace(err);
    } else {
      String message = e.getMessage() == null ? e.toString() : e.getMessage();
      err.println("yolonas: " + Printable.of(message));
      PathSuggestion.of(e).ifPresent(err::println);
    }
    err.flush();
    return ExitCode.SOFTWARE;
  }
}
