package io.github.yolonas.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Starts a program of these tests in a JVM of its own, in surroundings that lack something. */
final class ChildProcess {
  private final Class<?> program;
  private final List<String> prefix = new ArrayList<>();
  private final List<String> jvmOptions = new ArrayList<>();
  private final Map<String, String> environment = new TreeMap<>();
  private final Path output;

  /** A child whose output goes to a file, so that nobody has to read it while it runs. */
  ChildProcess(Class<?> program, Path output) {
    this.program = program;
    this.output = output;
  }

  ChildProcess under(String... command) {
    prefix.addAll(List.of(command));
    return this;
  }

  ChildProcess option(String... options) {
    jvmOptions.addAll(List.of(options));
    return this;
  }

  ChildProcess environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Process start(String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command(arguments))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Runs it to its end, which must be a good one. */
  String run(String... arguments) throws Exception {
    Process process = start(arguments);
    boolean ended = process.waitFor(4, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended).as("ended in time: %s", output()).isTrue();
    assertThat(process.waitFor()).as(output()).isZero();
    return output();
  }

  /** What it has printed up to now. */
  String output() throws IOException {
    return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
  }

  /** Whether a command can be run here, and says yes. */
  static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no such command
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
