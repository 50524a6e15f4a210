package io.github.yolonas.examples;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code yolonas} command; each thing it can do is a subcommand. */
@Command(
    name = "yolonas",
    description = "Detects objects with YOLO-NAS on the JVM.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PredictCommand.class, ConvertCommand.class},
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:the work failed", "2:wrong usage"},
    exitCodeOnInvalidInput = 2,
    exitCodeOnExecutionException = 1)
public final class YolonasCommand {
  private static final int WORK_FAILED = 1;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show where in the program an error arose.")
  private boolean stacktrace;

  YolonasCommand() {}

  /** Runs the command and exits with its status. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The parsed and ready command, for {@code main} and for tests. */
  static CommandLine commandLine() {
    YolonasCommand command = new YolonasCommand();
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(command::report);
  }

  /** A failure is one line, unless the user asks for more. */
  private int report(Exception e, CommandLine commandLine, CommandLine.ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    if (stacktrace) {
      e.printStackTrace(err);
    } else {
      err.println("yolonas: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
    }
    err.flush();
    return WORK_FAILED;
  }
}
