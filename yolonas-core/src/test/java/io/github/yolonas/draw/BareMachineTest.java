package io.github.yolonas.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Draws in a JVM of its own, in surroundings as those of a minimal container. */
@EnabledOnOs(OS.LINUX)
class BareMachineTest {
  @TempDir private Path folder;

  @Test
  void withoutFontsTheMessageSaysWhatToInstall() throws Exception {
    Path noFonts = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
    ProcessBuilder java = java("-Djava.awt.headless=true");
    java.environment().put("FONTCONFIG_FILE", noFonts.toString());
    String refusal =
        "labels true: labels need a font, and this JVM finds none: install fontconfig and any"
            + " TrueType font (such as the packages fontconfig and fonts-dejavu-core), or draw with"
            + " showLabels(false)";
    assertThat(run(java)).containsExactly("labels false: drawn", refusal, refusal);
  }

  @Test
  void withoutTheScreenItWasPromisedTheMessageNamesTheSwitch() throws Exception {
    ProcessBuilder java = java("-Djava.awt.headless=false");
    java.environment().put("DISPLAY", ":987");
    assertThat(run(java))
        .hasSize(3)
        .allSatisfy(
            line ->
                assertThat(line)
                    .endsWith(
                        "Java2D cannot start; where no screen is, run java with"
                            + " -Djava.awt.headless=true"));
  }

  @Test
  void withoutAScreenItDraws() throws Exception {
    ProcessBuilder java = java("-Dunused");
    java.environment().remove("DISPLAY");
    assertThat(run(java))
        .containsExactly("labels false: drawn", "labels true: drawn", "labels true: drawn");
  }

  /** The home is empty, for in the usual one the JDK remembers the fonts it found. */
  private ProcessBuilder java(String property) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
        java,
        property,
        "-Duser.home=" + folder,
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        BareMachine.class.getName());
  }

  private List<String> run(ProcessBuilder java) throws IOException, InterruptedException {
    File out = folder.resolve("out.txt").toFile();
    Process process = java.redirectErrorStream(true).redirectOutput(out).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readAllLines(out.toPath(), StandardCharsets.UTF_8);
  }
}
