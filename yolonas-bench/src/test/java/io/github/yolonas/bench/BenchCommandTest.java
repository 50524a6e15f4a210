package io.github.yolonas.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.yolonas.testing.NativeLeakExtension;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import picocli.CommandLine;

@ExtendWith(NativeLeakExtension.class)
class BenchCommandTest {
  private static final List<String> TINY =
      List.of(
          "--quick",
          "--threads=1",
          "--size=160x192",
          "--model=" + TinyNetwork.CHECKPOINT,
          "--onnx=" + TinyNetwork.ONNX);

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void comparesAllPeersAndMeasuresAllElse() throws IOException {
    Path json = folder.resolve("bench.json");
    Path chart = folder.resolve("bench.png");
    assertThat(run(TINY, "--full", "--precision=fp32", "--json=" + json, "--chart=" + chart))
        .as(err.toString())
        .isZero();
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.at("/results").findValuesAsText("name"))
        .containsExactly("yolonas", "ONNX Runtime", "DJL", "OpenCV DNN");
    for (JsonNode result : report.at("/results")) {
      assertThat(result.at("/medianMs").asDouble()).as(result.toString()).isPositive();
      assertThat(result.at("/scoreDifference").asDouble()).isLessThan(1e-5);
    }
    assertThat(report.at("/figures").findValuesAsText("key"))
        .contains(
            "stages.share",
            "nms.1000x80",
            "callers.8.ONNX Runtime.fp32",
            "neighbour.yolonas.fp32",
            "predict.first",
            "start",
            "memory.yolonas",
            "memory.ONNX Runtime");
    for (JsonNode figure : report.at("/figures")) {
      assertThat(figure.at("/value").asDouble()).as(figure.toString()).isPositive();
    }
    assertThat(ImageIO.read(chart.toFile()).getWidth()).isEqualTo(2 * BarChart.WIDTH);
    assertThat(out.toString().lines()).anyMatch(line -> line.startsWith("DJL "));
  }

  @Test
  void generatesItsNetworkWhereNoneIsGiven() {
    assertThat(run(List.of("--quick", "--threads=1", "--size=64", "--batch=2"), "--peers=ort"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains("tiny network, 64×64, batch 2, 1 threads", "ONNX Runtime  1.29.0")
        .doesNotContain("DJL", "n/a");
  }

  @Test
  void measuresATrainingStep() {
    assertThat(run(List.of("--quick", "--size=64"), "--train")).as(err.toString()).isZero();
    assertThat(out.toString().lines().skip(4))
        .hasSize(4)
        .allMatch(row -> row.matches("(fp32|bf16) +channels (first|last)( +[0-9.]+ ?%?){7}"));
  }

  @Test
  void tellsWhatOurOwnPassesSpendTheirTimeOn() {
    assertThat(run(TINY, "--layers", "--precision=fp32,int8")).as(err.toString()).isZero();
    assertThat(out.toString().lines().filter(line -> line.startsWith("3×3 convolutions ")))
        .hasSize(3)
        .allMatch(
            row -> row.matches("3×3 conv.* × \\d+ +[0-9.]+ +\\d+ % +[0-9.]+ +\\d+( +\\d+ %)?"));
    assertThat(out.toString())
        .containsPattern("fp32, at best \\d+ GFLOP/s")
        .containsPattern("3×3 convolutions in fp32 +× \\d+ ")
        .containsPattern("1×1 convolutions in fp32 +× \\d+ ")
        .contains("shortcuts", "joining", "max-pooling", "between layers");
  }

  @Test
  void measuresADeviceByItself() {
    assertThat(run(List.of("--quick", "--size=64"), "--device=cpu")).as(err.toString()).isZero();
    assertThat(out.toString().lines().skip(2).findFirst().orElseThrow())
        .matches("fp32( +\\d+(\\.\\d+)?){6}");
  }

  @ParameterizedTest
  @CsvFileSource(resources = "wrong-options.csv", numLinesToSkip = 1)
  void wrongOptionsAreNamed(String options, String message) {
    assertThat(run(List.of(options.split(" ", -1)))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  private int run(List<String> options, String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new CommandLine(new BenchCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }
}
