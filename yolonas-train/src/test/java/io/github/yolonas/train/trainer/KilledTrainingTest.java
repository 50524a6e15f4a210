package io.github.yolonas.train.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.testing.NativeLeakExtension;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at any point loses nothing but the batch in hand. */
@ExtendWith(NativeLeakExtension.class)
class KilledTrainingTest {
  private static final int EPOCHS = 4;

  @TempDir private Path folder;

  /** The training in a process of its own; tells each loss as it has it. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      TrainerOptions options = SmallTraining.options(EPOCHS).saveEverySteps(1).build();
      try (var network = SmallTraining.network()) {
        Trainer.builder(network, SmallTraining.loader(new ColouredBoxes(8, 1)), Path.of(args[0]))
            .options(options)
            .resume(true)
            .listener(
                new TrainingListener() {
                  @Override
                  public void step(StepReport report) {
                    System.out.println(report.step() + " " + report.loss().total());
                  }
                })
            .build()
            .train();
      }
    }
  }

  @Test
  @Timeout(300)
  void goesOnToTheSameLosses() throws Exception {
    Map<Long, String> unbroken = new TreeMap<>();
    follow(folder.resolve("unbroken"), Integer.MAX_VALUE, 0, unbroken);
    assertThat(unbroken).hasSize(2 * EPOCHS);
    Path broken = folder.resolve("broken");
    Map<Long, String> losses = new TreeMap<>();
    int kills = 0;
    // Later each time after the second loss, so that a save is hit at various places.
    while (follow(broken, 2, 7 * kills, losses)) {
      kills++;
      assertThat(parts(broken)).as("after %d kills", kills).hasSizeLessThan(2);
    }
    assertThat(kills).isPositive();
    assertThat(losses).isEqualTo(unbroken);
  }

  /** Whether the process was killed, which happens some time after it has told so many losses. */
  private static boolean follow(Path folder, int most, int delayMillis, Map<Long, String> losses)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Program.class.getName(), folder.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    int told = 0;
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] columns = line.split(" ", 2);
        String before = losses.put(Long.valueOf(columns[0]), columns[1]);
        assertThat(before == null || before.equals(columns[1])).as(line).isTrue();
        if (++told == most) {
          TimeUnit.MILLISECONDS.sleep(delayMillis);
          process.toHandle().destroyForcibly(); // the process itself would close the stream
        }
      }
    }
    int status = process.waitFor();
    assertThat(status == 0 || told >= most).isTrue();
    return status != 0;
  }

  private static List<Path> parts(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".part")).toList();
    }
  }
}
