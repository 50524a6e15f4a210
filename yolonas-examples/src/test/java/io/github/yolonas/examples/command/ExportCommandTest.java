package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.testing.NativeLeakExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the files compute is tested beside the exporter. */
@ExtendWith(NativeLeakExtension.class)
class ExportCommandTest {
  private static final String MODEL = Toy.MODEL;

  @TempDir Path folder;

  @Test
  void writesWhatTheOptionsSay() throws Exception {
    Path plain = folder.resolve("plain.onnx");
    CommandRun run = export(plain);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("wrote %s%n".formatted(plain));
    assertThat(text(plain)).contains("float32 RGB / 255.0").doesNotContain("NonMaxSuppression");
    Path full = folder.resolve("full.onnx");
    assertThat(
            export(full, "--nms", "--uint8-input", "--dynamic-batch", "--size", "64x96").status())
        .isZero();
    assertThat(text(full)).contains("uint8 RGB").contains("NonMaxSuppression").contains("batch");
  }

  /** Names and texts stand in the file as they are. */
  private static String text(Path file) throws Exception {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "64     | --size: expected height x width, such as 480x832, found 64",
        "64x-32 | --size: expected height x width, such as 480x832, found 64x-32",
        "64x100 | --size: expected height and width as multiples of 32, found 64×100",
        "0x32   | --size: expected height and width as multiples of 32, found 0×32"
      })
  void aWrongSizeIsWrongUsage(String size, String message) {
    CommandRun run = export(folder.resolve("model.onnx"), "--size", size);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anExistingFileIsReplacedOnlyByForce() throws Exception {
    Path out = Files.writeString(folder.resolve("model.onnx"), "mine");
    CommandRun refused = export(out);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains(out.toString()).contains("--force");
    assertThat(Files.readString(out)).isEqualTo("mine");
    assertThat(export(out, "--force", "--size", "32x32").status()).isZero();
    assertThat(Files.size(out)).isGreaterThan(1_000_000);
  }

  @Test
  void otherNamesMissingFilesAndMissingOptionsAreRefused() {
    CommandRun name = export(folder.resolve("model.pb"));
    assertThat(name.status()).isEqualTo(2);
    assertThat(name.err()).contains("-o: expected a name in .onnx").contains("model.pb");
    CommandRun missing =
        CommandRun.of("export", "--model", "no.pth", "-o", folder.resolve("model.onnx").toString());
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err()).contains("no.pth: no such file");
    CommandRun nowhere = export(folder.resolve("no/model.onnx"));
    assertThat(nowhere.status()).isEqualTo(1);
    assertThat(nowhere.err()).contains("expected a file in an existing directory");
    CommandRun nothing = CommandRun.of("export");
    assertThat(nothing.status()).isEqualTo(2);
    assertThat(nothing.err()).contains("--model").contains("-o");
    assertThat(folder).isEmptyDirectory();
  }

  private static CommandRun export(Path out, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("export", "--model", MODEL, "-o", out.toString()));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }
}
