package io.github.yolonas.examples.command;

import io.github.yolonas.examples.terminal.Suggestion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the user typed cannot be meant: said in a line or two, with a hint. */
public final class WrongUsage {
  /** What the library calls a value, and what the command calls it. */
  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("conf", "--conf"),
          Map.entry("classConf", "--class-conf"),
          Map.entry("leastSide", "--least-side"),
          Map.entry("iou", "--iou"),
          Map.entry("nmsTopK", "--top-k"),
          Map.entry("maxPredictions", "--max"),
          Map.entry("batchSize", "--batch"),
          Map.entry("threads", "--threads"),
          Map.entry("tileSize", "--tile"),
          Map.entry("overlap", "--overlap"),
          Map.entry("input size", "--size"),
          Map.entry("inputSize", "--input-size"),
          Map.entry("columnWidth", "--col-width"),
          Map.entry("depth", "--depth"),
          Map.entry("numClasses", "--num-classes"));

  private WrongUsage() {}

  /** Makes something of the user's values; one out of its range is wrong usage, not failed work. */
  static <T> T checked(CommandSpec command, Supplier<T> values) {
    try {
      return values.get();
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      String name = message.substring(0, Math.max(0, message.indexOf(':')));
      throw of(command, OPTIONS.getOrDefault(name, name) + message.substring(name.length()));
    }
  }

  /** Whether a command would write over what it reads. */
  static boolean isSameFile(Path in, Path out) {
    try {
      return Files.exists(in) && Files.exists(out) && Files.isSameFile(in, out);
    } catch (IOException e) {
      throw new UncheckedIOException(in + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** An error of usage, for the caller to throw. */
  public static ParameterException of(CommandSpec command, String message) {
    return new ParameterException(command.commandLine(), message);
  }

  /** Prints the message rather than pages of help; the help only to who typed nothing. */
  static int report(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("yolonas: " + e.getMessage());
    if (arguments.length == 0) {
      command.usage(err);
    } else {
      suggest(e, err);
      err.printf("See '%s --help'.%n", command.getCommandSpec().qualifiedName());
    }
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  /** The nearest name by letters; else what picocli finds by what names have in common. */
  private static void suggest(ParameterException e, PrintWriter err) {
    Optional<String> meant = Optional.empty();
    if (e instanceof UnmatchedArgumentException unmatched) {
      CommandSpec command = e.getCommandLine().getCommandSpec();
      Set<String> known =
          unmatched.isUnknownOption()
              ? command.optionsMap().keySet()
              : command.subcommands().keySet();
      String typed = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
      meant = Suggestion.nearest(typed, known);
    }
    meant.ifPresentOrElse(
        name -> err.println(Suggestion.question(name)),
        () -> UnmatchedArgumentException.printSuggestions(e, err));
  }
}
