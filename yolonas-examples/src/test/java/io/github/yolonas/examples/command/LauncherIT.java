package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/yolonas} as a user starts it: from the packaged jar, in a process of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a POSIX shell script")
class LauncherIT {
  private static final Path SCRIPT = Path.of("bin/yolonas").toAbsolutePath();
  private static final Path IMAGE = Path.of("images/symbols_320x240.png").toAbsolutePath();

  @TempDir Path folder;

  @BeforeEach
  void requirePackaged() throws IOException {
    Path target = Path.of("target");
    try (var jars = Files.newDirectoryStream(target, "yolonas-examples-*.jar")) {
      Assumptions.assumeTrue(
          jars.iterator().hasNext() && Files.exists(target.resolve("classpath")),
          "skipped: not packaged; run mvn package");
    }
  }

  @Test
  void startsFromAnyFolderThroughLinksAndWithoutALocale() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("a folder"));
    Files.copy(IMAGE, elsewhere.resolve("ü 1.png"));
    Files.createSymbolicLink(elsewhere.resolve("first"), SCRIPT);
    Files.createSymbolicLink(elsewhere.resolve("second"), Path.of("first"));
    Outcome run = run(elsewhere, Map.of("LC_ALL", "C"), "./second", "predict", "--json", "ü 1.png");
    Files.delete(elsewhere.resolve("first")); // it leads out of the temporary folder
    assertThat(run.status).as(run.err).isZero();
    JsonNode result = new ObjectMapper().readTree(run.out).get(0);
    assertThat(result.get("source").asText()).isEqualTo("ü 1.png");
    assertThat(result.get("detections")).hasSize(3);
    assertThat(run.err).isEmpty();
  }

  /** Loading says in one line what was chosen, to whoever asks; a prediction says nothing. */
  @Test
  void loggingIsQuietAndTellsMoreWhenAsked() throws Exception {
    String[] predict = {SCRIPT.toString(), "predict", "--json", IMAGE.toString()};
    assertThat(run(folder, Map.of(), predict).err).isEmpty();
    String debug = "-Dorg.slf4j.simpleLogger.log.io.github.yolonas=debug";
    String err = run(folder, Map.of("JAVA_OPTS", debug), predict).err;
    assertThat(err.lines()).allMatch(line -> line.startsWith("[DEBUG]"));
    assertThat(err.lines().filter(line -> line.contains("12 classes")))
        .singleElement()
        .asString()
        .contains("FP32")
        .contains("cpu")
        .contains("256×256");
  }

  @Test
  void passesTheStatusOnAndTakesJvmOptions() throws Exception {
    Outcome wrong = run(folder, Map.of(), SCRIPT.toString(), "predict", "--josn");
    assertThat(wrong.status).isEqualTo(2);
    assertThat(wrong.out).isEmpty();
    Map<String, String> options = Map.of("JAVA_OPTS", "-Xmx64m -showversion");
    Outcome failed =
        run(folder, options, SCRIPT.toString(), "predict", "--model", "no.pth", "x.png");
    assertThat(failed.status).isEqualTo(1);
    assertThat(failed.err).contains("VM").contains("yolonas: no.pth: no such file");
  }

  @Test
  void saysWhichCommandBuildsIt() throws Exception {
    Path copy = Files.createDirectories(folder.resolve("clone/yolonas-examples/bin"));
    Files.copy(SCRIPT, copy.resolve("yolonas"));
    Outcome run = run(folder, Map.of(), "sh", copy.resolve("yolonas").toString(), "--version");
    assertThat(run.status).isEqualTo(1);
    assertThat(run.err).contains("not built yet").contains("clone: mvn -q -DskipTests package");
  }

  @Test
  void saysWhatIsWrongWithJavaHome() throws Exception {
    Outcome run = run(folder, Map.of("JAVA_HOME", "/no/jdk"), SCRIPT.toString(), "--version");
    assertThat(run.status).isEqualTo(1);
    assertThat(run.err).contains("no Java at '/no/jdk/bin/java'");
  }

  /** What Ctrl-C sends ends the work between two images: the array ends, no file is half. */
  @Test
  void anInterruptedRunLeavesNothingHalfWritten() throws Exception {
    Path list = folder.resolve("many.txt");
    Files.writeString(list, (IMAGE + "\n").repeat(100_000));
    Path out = folder.resolve("out");
    String[] predict = {SCRIPT + "", "predict", "--json", list + "", "-o", out + ""};
    String[] files = {"--format", "csv,json", "--annotators", "box"};
    String[] command = Stream.of(predict, files).flatMap(Stream::of).toArray(String[]::new);
    ProcessBuilder builder = process(Map.of(), command);
    Process process = builder.directory(folder.toFile()).start();
    while (!Files.exists(out.resolve("symbols_320x240-3.png"))) {
      assertThat(process.isAlive()).isTrue();
      Thread.sleep(20);
    }
    process.destroy();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(Files.readString(folder.resolve("err.txt"))).contains("yolonas: interrupted");
    JsonNode results = new ObjectMapper().readTree(folder.resolve("out.txt").toFile());
    try (Stream<Path> pictures = Files.list(out)) {
      List<Path> written = pictures.toList();
      assertThat(written).hasSameSizeAs(results).allMatch(file -> file.toString().endsWith(".png"));
    }
  }

  @Test
  void theVersionIsThatOfTheJar() throws Exception {
    assertThat(run(folder, Map.of(), SCRIPT.toString(), "--version").out)
        .matches("yolonas \\d+\\.\\d+.*\\R");
  }

  private Outcome run(Path in, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Process process = process(environment, command).directory(in.toFile()).start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Outcome(
        process.exitValue(),
        Files.readString(folder.resolve("out.txt")),
        Files.readString(folder.resolve("err.txt")));
  }

  private ProcessBuilder process(Map<String, String> environment, String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(command))
            .redirectOutput(folder.resolve("out.txt").toFile())
            .redirectError(folder.resolve("err.txt").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder;
  }

  private record Outcome(int status, String out, String err) {}
}
