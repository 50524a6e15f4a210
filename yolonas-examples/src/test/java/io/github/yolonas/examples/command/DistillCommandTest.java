package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.YoloNas;
import io.github.yolonas.testing.NativeLeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network of two classes teaches a smaller one. */
@ExtendWith(NativeLeakExtension.class)
class DistillCommandTest {
  private static final String RECIPE =
      """
      network: {variant: s, width: %s, depth: 0.1}
      data:
        train: {synthetic: {count: 4, seed: 1}}
        validation: {synthetic: {count: 1, seed: 2}}
        classNames: [%s]
      device: cpu
      inputSize: 64
      batchSize: 2
      workers: 1
      threads: 1
      pictures: 0
      epochs: 1
      """;

  @TempDir private Path folder;
  private String recipe = "";
  private String teacher = "";

  @BeforeEach
  void trainTheTeacher() throws IOException {
    recipe = write("student", "0.125", "circle, square");
    teacher = train("teacher", "circle, square");
  }

  private String write(String name, String width, String classes) throws IOException {
    String yaml = RECIPE.formatted(width, classes);
    return Files.writeString(folder.resolve(name + ".yaml"), yaml).toString();
  }

  private String train(String name, String classes) throws IOException {
    String out = folder.resolve(name).toString();
    CommandRun done = CommandRun.of("train", write(name, "0.2", classes), "-o", out);
    assertThat(done.status()).as(done.err()).isZero();
    return Path.of(out, "best.pth").toString();
  }

  private CommandRun distill(String name, String... more) {
    String[] line = {"distill", recipe, "-o", folder.resolve(name).toString()};
    String[] all = new String[line.length + more.length];
    System.arraycopy(line, 0, all, 0, line.length);
    System.arraycopy(more, 0, all, line.length, more.length);
    return CommandRun.of(all);
  }

  @Test
  void aTeacherTeachesASmallerNetwork() throws IOException {
    CommandRun done = distill("taught", "--teacher", teacher);
    assertThat(done.status()).as(done.err()).isZero();
    assertThat(done.out()).contains("best network: " + folder.resolve("taught/best.pth"));
    try (YoloNas model = YoloNas.load(folder.resolve("taught/best.pth"))) {
      assertThat(model.classNames()).containsExactly("circle", "square");
    }
    CommandRun otherwise = distill("otherwise", "--teacher", teacher, "--weights", "box=2");
    assertThat(otherwise.status()).as(otherwise.err()).isZero();
    CommandRun alone = CommandRun.of("train", recipe, "-o", folder.resolve("alone").toString());
    assertThat(alone.status()).as(alone.err()).isZero();
    assertThat(steps("taught")).isNotEqualTo(steps("alone")).isNotEqualTo(steps("otherwise"));
  }

  /** The labels' loss of the last batch, which the first one's lessons changed. */
  private String steps(String name) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(name).resolve("1-training/steps.csv"));
    List<String> header = List.of(lines.get(0).split(",", -1));
    int column = header.indexOf("loss");
    assertThat(column).as(lines.get(0)).isNotNegative();
    return lines.get(lines.size() - 1).split(",", -1)[column];
  }

  @Test
  void aDryRunLeavesNothing() {
    CommandRun tried = distill("tried", "--teacher", teacher, "--dry-run");
    assertThat(tried.status()).as(tried.err()).isZero();
    assertThat(folder.resolve("tried")).doesNotExist();
  }

  @Test
  void aTeacherOfOtherClassesIsRefused() throws IOException {
    CommandRun run = distill("taught", "--teacher", train("three", "circle, square, star"));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("teacher: expected classes as the student has, 2, found 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--weights class=-1 | 2 | class: expected a finite number from 0, found -1.0",
        "--weights shape=1 | 1 | distillation.weights: expected some of [box, class, feature]",
        "--weights class | 2 | --weights",
        "--weights class=1 | 1 | expected a checkpoint, found no file nowhere.pth",
      })
  void whatIsWrongIsSaid(String line, int status, String message) {
    String file = message.contains("nowhere") ? "nowhere.pth" : teacher;
    CommandRun run = distill("taught", ("--teacher " + file + " " + line).split(" "));
    assertThat(run.err()).contains(message);
    assertThat(run.status()).isEqualTo(status);
    assertThat(folder.resolve("taught/best.pth")).doesNotExist();
  }

  @Test
  void aTeacherIsNeeded() {
    CommandRun run = distill("taught");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--teacher");
  }
}
