package io.github.yolonas.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs {@link SoakProgram} in a process of its own, and judges its figures. */
final class SoakRun {
  /** Requests of every kind that there is. */
  private static final int KINDS = 16;

  /** What resident memory may grow by in the second half, as a part of its peak. */
  private static final double MOST_GROWTH = 0.10;

  /** Videos are open at times, and at times not. */
  private static final double MOST_HANDLES = 5;

  private static final long GRACE_SECONDS = 240;
  private static final Path EXAMPLE_SCENE =
      Path.of("../yolonas-core/src/test/resources/reference/toy/few/scene_11_320x240.png");
  private static final Path CHECKPOINT =
      Path.of("../yolonas-core/src/test/resources/reference/toy/shapes.pth");

  private final String name;
  private final long seconds;
  private final Path folder;
  private final List<String> prefix = new ArrayList<>();
  private final List<String> jvmOptions = new ArrayList<>();

  /**
   * A run.
   *
   * @param name of its report, {@code target/NAME-report.md}
   * @param folder for its files
   */
  SoakRun(String name, long seconds, Path folder) {
    this.name = name;
    this.seconds = seconds;
    this.folder = folder;
  }

  /** Starts it by another program, such as {@code taskset -c 0}. */
  SoakRun under(String... command) {
    prefix.addAll(List.of(command));
    return this;
  }

  /** The whole heap is touched at the start, so that what grows is native. */
  SoakRun heapMib(int mib) {
    jvmOptions.addAll(List.of("-Xms" + mib + "m", "-Xmx" + mib + "m", "-XX:+AlwaysPreTouch"));
    return this;
  }

  /** What it printed as {@code key=value}, after all has been found right. */
  Map<String, String> requireSteady() throws Exception {
    Assumptions.assumeTrue(ProcessSamples.arePossible(), "skipped: no /proc to measure with");
    Map<String, String> figures = run();
    System.out.println(name + ": " + figures);
    assertThat(number(figures, "failures")).as(output()).isZero();
    assertThat(number(figures, "kinds")).isEqualTo(KINDS);
    assertThat(number(figures, "detections")).isGreaterThan(20);
    assertThat(number(figures, "replaced")).isGreaterThan(2);
    assertThat(number(figures, "objectsLeft")).isZero();
    assertThat(number(figures, "filesLeft")).isNotPositive();
    assertThat(number(figures, "temporaryFilesLeft")).isZero();
    assertThat(number(figures, "fileGrowth")).isLessThan(MOST_HANDLES);
    assertThat(number(figures, "threadGrowth")).isLessThan(MOST_HANDLES);
    assertThat(number(figures, "residentGrowthMib"))
        .isLessThan(MOST_GROWTH * number(figures, "peakMib"));
    return figures;
  }

  static double number(Map<String, String> figures, String key) {
    assertThat(figures).containsKey(key);
    return Double.parseDouble(figures.get(key));
  }

  private Map<String, String> run() throws Exception {
    Process process =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    boolean ended = process.waitFor(seconds + GRACE_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      String stacks = stacks(process.pid());
      process.destroyForcibly().waitFor();
      throw new AssertionError("not done after " + seconds + " s and more: " + stacks);
    }
    assertThat(process.exitValue()).as(output()).isZero();
    Map<String, String> figures = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("output"))) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        figures.putIfAbsent(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return figures;
  }

  private List<String> command() throws IOException {
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-Djava.awt.headless=true"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SoakProgram.class.getName(), Long.toString(seconds)));
    command.addAll(List.of(CHECKPOINT.toString(), EXAMPLE_SCENE.toString()));
    command.addAll(List.of(pictures.toString(), "target/" + name));
    return command;
  }

  private static String stacks(long pid) throws Exception {
    Process jstack =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jstack").toString(), pid + "")
            .redirectErrorStream(true)
            .start();
    return new String(jstack.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }
}
