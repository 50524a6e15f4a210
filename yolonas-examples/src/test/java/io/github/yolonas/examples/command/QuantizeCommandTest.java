package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.yolonas.testing.NativeLeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NativeLeakExtension.class)
class QuantizeCommandTest {
  private static final String MODEL = Toy.MODEL;

  @TempDir private Path folder;

  @Test
  void whatItWritesPredictsInInt8() throws Exception {
    String out = folder.resolve("int8.safetensors").toString();
    Path report = folder.resolve("report.json");
    CommandRun run =
        CommandRun.of(
            "quantize",
            "--model",
            MODEL,
            "--calibrate",
            Toy.IMAGES,
            "--method",
            "minmax",
            "--report",
            report.toString(),
            "-o",
            out);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("wrote " + out).contains("in int8");
    JsonNode json = new ObjectMapper().readTree(report.toFile());
    assertThat(json.get("method").asText()).isEqualTo("min_max");
    assertThat(json.get("images").asInt()).isEqualTo(4);
    assertThat(json.get("layers")).hasSizeGreaterThan(50);
    assertThat(json.get("layers").get(0).get("snr").isNull()).isTrue();
    JsonNode found =
        CommandRun.of("predict", "--json", "--model", out, "--precision", "int8", "images").json();
    assertThat(found).hasSize(4).allSatisfy(n -> assertThat(n.get("detections")).isNotEmpty());
  }

  @Test
  void wrongUsageIsNamed() {
    assertWrong("--calibrate", "nowhere", "-o", folder.resolve("x.safetensors").toString());
    assertWrong("--calibrate", Toy.IMAGES, "-o", folder.resolve("x.pth").toString());
    CommandRun method =
        CommandRun.of(
            "quantize",
            "--model",
            MODEL,
            "--calibrate",
            Toy.IMAGES,
            "--method",
            "magic",
            "-o",
            folder.resolve("x.safetensors").toString());
    assertThat(method.status()).isEqualTo(2);
    assertThat(method.err()).contains("magic").contains("percentile");
    assertThat(folder).isEmptyDirectory();
  }

  private void assertWrong(String... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("expected");
  }

  private static CommandRun run(String... arguments) {
    String[] line = new String[3 + arguments.length];
    System.arraycopy(new String[] {"quantize", "--model", MODEL}, 0, line, 0, 3);
    System.arraycopy(arguments, 0, line, 3, arguments.length);
    return CommandRun.of(line);
  }

  @Test
  void anExistingFileIsReplacedOnlyByForce() throws Exception {
    Path out = Files.writeString(folder.resolve("int8.safetensors"), "mine");
    String[] quantize = {"--calibrate", Toy.IMAGES, "--method", "minmax", "-o", out.toString()};
    CommandRun refused = run(quantize);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("-o: " + out + " exists; replace it with --force");
    assertThat(out).hasContent("mine");
    Path report = Files.writeString(folder.resolve("report.json"), "my report");
    String other = folder.resolve("other.safetensors").toString();
    CommandRun kept = run("--calibrate", Toy.IMAGES, "-o", other, "--report", report.toString());
    assertThat(kept.status()).isEqualTo(2);
    assertThat(kept.err()).contains("--report: " + report + " exists");
    assertThat(report).hasContent("my report");
    String[] forced = Arrays.copyOf(quantize, quantize.length + 1);
    forced[quantize.length] = "--force";
    assertThat(run(forced).status()).isZero();
    assertThat(Files.size(out)).isGreaterThan(100_000);
    assertThat(CommandRun.of("quantize", "--help").out()).contains("--force");
  }

  /** Not even by force. */
  @Test
  void aCheckpointIsNotQuantizedToItself() throws Exception {
    Path in = folder.resolve("in.safetensors");
    assertThat(CommandRun.of("convert", MODEL, in.toString()).status()).isZero();
    byte[] before = Files.readAllBytes(in);
    CommandRun run =
        CommandRun.of(
            "quantize",
            "--model",
            in.toString(),
            "--calibrate",
            Toy.IMAGES,
            "--force",
            "-o",
            in.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("expected another file than --model");
    assertThat(Files.readAllBytes(in)).isEqualTo(before);
  }

  @Test
  void aFolderWithoutImagesIsAnError() {
    CommandRun run =
        CommandRun.of(
            "quantize",
            "--model",
            MODEL,
            "--calibrate",
            folder.toString(),
            "-o",
            folder.resolve("x.safetensors").toString());
    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("at least one image");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void int8OfAFloatingModelSaysWhatToDo() {
    CommandRun run = CommandRun.of("predict", "--model", MODEL, "--precision", "int8", "images");
    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("quantized checkpoint");
  }
}
