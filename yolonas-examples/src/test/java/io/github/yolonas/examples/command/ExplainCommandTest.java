package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.testing.NativeLeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NativeLeakExtension.class)
class ExplainCommandTest {
  private static final String MODEL = Toy.MODEL;

  @TempDir private Path folder;

  @Test
  void tellsWhatAModelDoes() {
    CommandRun run = CommandRun.of("explain", "--model", MODEL);
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith(MODEL)
        .contains("longest side to 320")
        .contains("least score       0.4 ")
        .contains("Licence");
  }

  @Test
  void jsonIsAllThatGoesToStandardOutput() throws Exception {
    String symbols = "src/main/resources/io/github/yolonas/examples/symbols.pth";
    byte[] file = Files.readAllBytes(Path.of(symbols));
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    JsonNode named = CommandRun.of("explain", "--json", "--model", symbols).json();
    assertThat(named.get("sha256").asText()).isEqualTo(sha256);
    assertThat(named.at("/thresholds/conf/origin").asText()).isEqualTo("checkpoint");
    JsonNode shipped = CommandRun.of("explain", "--json").json();
    assertThat(shipped.get("sha256").asText()).as("from a resource").isEqualTo(sha256);
    assertThat(shipped.get("model").asText()).isEqualTo("symbols.pth");
    assertThat(shipped.get("thresholds")).isEqualTo(named.get("thresholds"));
  }

  @Test
  void whatIsAskedForIsTheOption() {
    JsonNode json = CommandRun.of("explain", "--json", "--device", "cpu", "--threads", "1").json();
    assertThat(json.at("/execution/device/origin").asText()).isEqualTo("option");
    assertThat(json.at("/execution/threads/value").asInt()).isEqualTo(1);
    assertThat(json.at("/execution/threads/origin").asText()).isEqualTo("option");
  }

  @Test
  void aMissingOrWrongFileIsFailedWork() throws Exception {
    CommandRun missing = CommandRun.of("explain", "--model", "no.pth");
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.out()).isEmpty();
    assertThat(missing.err()).contains("no.pth: no such file");
    Path page = Files.writeString(folder.resolve("page.pth"), "<html>404</html>");
    CommandRun wrong = CommandRun.of("explain", "--json", "--model", page.toString());
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err()).contains(page.toString());
  }

  @Test
  void wrongUsageIsNamed() {
    CommandRun run = CommandRun.of("explain", "--josn");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--json");
    assertThat(CommandRun.of("explain", "--threads", "0").status()).isEqualTo(2);
  }
}
