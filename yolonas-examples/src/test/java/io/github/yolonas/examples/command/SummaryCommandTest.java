package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tables say is tested beside the library. */
@ExtendWith(NativeLeakExtension.class)
class SummaryCommandTest {
  private static final String MODEL = "src/main/resources/io/github/yolonas/examples/symbols.pth";

  @TempDir Path folder;

  private static CommandRun summary(String options) {
    List<String> arguments = new ArrayList<>(List.of("summary"));
    if (!options.isEmpty()) {
      arguments.addAll(List.of(options.split(" ", -1)));
    }
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yolo_nas_s_16x3x640x640"
            + "|--variant s --input-size 16,3,640,640 --col-width 20 --row-settings var_names"
            + " --col-names input_size,output_size,num_params,trainable",
        "yolo_nas_s_1x3x320x320_defaults|--variant S --input-size 1,3,320,320",
        "yolo_nas_s_2x3x320x320_depth6"
            + "|--variant s --num-classes 80 --input-size 2,3,320,320 --depth 6 --col-width 18"
            + " --row-settings depth,var_names --col-names kernel_size,input_size,output_size,"
            + "num_params,params_percent,mult_adds,trainable",
        "toy_1x3x320x320_depth4"
            + "|--model ../yolonas-core/src/test/resources/reference/toy/shapes.pth"
            + " --depth 4 --col-width 20 --row-settings var_names"
            + " --col-names INPUT_SIZE,OUTPUT_SIZE,NUM_PARAMS,TRAINABLE",
      })
  void printsTheTableThatTorchinfoPrints(String reference, String options) throws IOException {
    CommandRun run = summary(options);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    Path expected =
        ReferenceData.repositoryFile(
            "yolonas-core/src/test/resources/reference/torchinfo/" + reference + ".txt");
    assertThat(run.out().stripTrailing()).isEqualTo(Files.readString(expected).stripTrailing());
  }

  @Test
  void withoutAModelItIsTheShippedOne() {
    assertThat(summary("").out()).isEqualTo(summary("--model " + MODEL).out());
    assertThat(summary("").out()).contains("[1, 1344, 4]", "Total params: 1,009,153");
  }

  @Test
  void jsonIsOneObject() {
    JsonNode json = summary("--variant m --num-classes 3 --fused --depth 1 --json").json();
    assertThat(json.get("form").asText()).isEqualTo("fused");
    assertThat(json.get("layers")).hasSize(4);
    assertThat(json.at("/layers/0/type").asText()).isEqualTo("YoloNAS_M");
    assertThat(json.at("/layers/3/path").asText()).isEqualTo("heads");
    assertThat(json.at("/totals/params").asLong()).isBetween(31_000_000L, 32_000_000L);
  }

  @Test
  void fusedAndAscii() {
    CommandRun run = summary("--fused --row-settings ascii_only,depth --col-names dtype");
    assertThat(run.out())
        .contains("|    |    + ConvReLU2d: 3-1", "fp32", "Form: fused")
        .doesNotContain("BatchNorm2d")
        .matches("[\\p{ASCII}]*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--variant x|--variant",
        "--variant s --model m.pth|--model, --variant: expected one of them, found both",
        "--num-classes 3|--num-classes: expected --variant too",
        "--variant s --num-classes 0|--num-classes: expected at least 1, found 0",
        "--input-size 1,3,100,64|--input-size: expected height and width as multiples of 32",
        "--input-size 1,1,64,64|--input-size: expected 3 channels, as the network reads, found 1",
        "--input-size 0,3,64,64|--input-size: batch: expected 1 to 65536, found 0",
        "--input-size 3,64,64|--input-size: expected images, channels, height, width",
        "--input-size 1,3,-64,64|--input-size: expected images, channels, height, width",
        "--col-names input_sise|no such name: 'input_sise'. Did you mean 'input_size'?",
        "--col-names macs|no such name: 'macs'. Expected some of kernel_size, input_size",
        "--row-settings deph|no such name: 'deph'. Did you mean 'depth'?",
        "--depth 0|--depth: expected at least 1, found 0",
        "--col-width 0|--col-width: expected 1 to 1000, found 0",
        "--colnames dtype|Did you mean '--col-names'?",
      })
  void wrongUsage(String options, String message) {
    CommandRun run = summary(options);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aFileThatIsNoModelIsFailedWork() throws IOException {
    Path text = Files.writeString(folder.resolve("no.pth"), "no checkpoint");
    for (Path file : List.of(text, folder.resolve("absent.pth"))) {
      CommandRun run = CommandRun.of("summary", "--model", file.toString());
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err()).contains(file.toString());
      assertThat(run.out()).isEmpty();
    }
  }
}
