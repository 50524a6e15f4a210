package io.github.yolonas.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JVM like this one, with a small heap, that does a {@link ChildTask}. */
final class ChildJvm implements AutoCloseable {
  private static final List<String> OPTIONS = List.of("-Xmx256m", "-XX:+UseSerialGC");

  private final Process process;
  private final Path errors;
  private final BufferedReader output;

  private ChildJvm(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    output = process.inputReader(StandardCharsets.UTF_8);
  }

  static ChildJvm start(ChildTask task, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.add(ChildJvm.class.getName());
    command.add(task.name());
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("yolonas-bench", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    // Not as an argument, for the sake of the CommandLineLimit.
    builder.environment().put("CLASSPATH", absoluteClassPath());
    return new ChildJvm(builder.start(), errors);
  }

  private static String absoluteClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> new File(entry).getAbsolutePath())
        .reduce((a, b) -> a + File.pathSeparator + b)
        .orElse("");
  }

  /** Where the other JVM starts: the name of a task, and its arguments. */
  public static void main(String[] arguments) throws Exception {
    ChildTask.valueOf(arguments[0]).run(Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  /**
   * What it says next.
   *
   * @throws IOException if it ends without saying it; with what it complained of, if it did
   */
  String readLine() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IOException(
          "a JVM of the benchmark ended without a result: status %d %s"
              .formatted(process.onExit().join().exitValue(), Files.readString(errors).strip()));
    }
    return line;
  }

  /** Ends it, whatever it does. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    output.close();
    Files.delete(errors);
  }
}
