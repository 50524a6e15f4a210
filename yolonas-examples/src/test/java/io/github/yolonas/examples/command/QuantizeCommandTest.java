package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.yolonas.testing.NativeLeakExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NativeLeakExtension.class)
class QuantizeCommandTest {
  private static final String MODEL = "src/main/resources/io/github/yolonas/examples/shapes.pth";

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
            "images",
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
    assertWrong("--calibrate", "images", "-o", folder.resolve("x.pth").toString());
    CommandRun method =
        CommandRun.of(
            "quantize",
            "--model",
            MODEL,
            "--calibrate",
            "images",
            "--method",
            "magic",
            "-o",
            folder.resolve("x.safetensors").toString());
    assertThat(method.status()).isEqualTo(2);
    assertThat(method.err()).contains("magic").contains("percentile");
    assertThat(folder).isEmptyDirectory();
  }

  private void assertWrong(String... arguments) {
    String[] line = new String[3 + arguments.length];
    System.arraycopy(new String[] {"quantize", "--model", MODEL}, 0, line, 0, 3);
    System.arraycopy(arguments, 0, line, 3, arguments.length);
    CommandRun run = CommandRun.of(line);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("expected");
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
