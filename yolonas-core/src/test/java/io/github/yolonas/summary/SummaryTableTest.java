package io.github.yolonas.summary;

import static io.github.yolonas.summary.RowSetting.DEPTH;
import static io.github.yolonas.summary.RowSetting.VAR_NAMES;
import static io.github.yolonas.summary.SummaryColumn.INPUT_SIZE;
import static io.github.yolonas.summary.SummaryColumn.KERNEL_SIZE;
import static io.github.yolonas.summary.SummaryColumn.MULT_ADDS;
import static io.github.yolonas.summary.SummaryColumn.NUM_PARAMS;
import static io.github.yolonas.summary.SummaryColumn.OUTPUT_SIZE;
import static io.github.yolonas.summary.SummaryColumn.PARAMS_PERCENT;
import static io.github.yolonas.summary.SummaryColumn.TRAINABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.Variant;
import io.github.yolonas.testing.ReferenceData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The tables are those that torchinfo prints for the original, character for character. */
class SummaryTableTest {
  private static final Path TOY =
      ReferenceData.repositoryFile("yolonas-core/src/test/resources/reference/toy/shapes.pth");

  @Test
  void batchOf16() throws IOException {
    SummaryOptions options = shapesAndParams().inputSize(16, 3, 640, 640).build();
    assertThat(ModelSummary.of(Variant.S, 80, options))
        .hasToString(expected("yolo_nas_s_16x3x640x640"));
  }

  @Test
  void everythingByDefault() throws IOException {
    SummaryOptions options = SummaryOptions.builder().inputSize(1, 3, 320, 320).build();
    assertThat(ModelSummary.of(Variant.S, 80, options))
        .hasToString(expected("yolo_nas_s_1x3x320x320_defaults"));
  }

  @Test
  void everyColumnDownToTheBlocks() throws IOException {
    SummaryOptions options =
        SummaryOptions.builder()
            .inputSize(2, 3, 320, 320)
            .depth(6)
            .columns(
                KERNEL_SIZE,
                INPUT_SIZE,
                OUTPUT_SIZE,
                NUM_PARAMS,
                PARAMS_PERCENT,
                MULT_ADDS,
                TRAINABLE)
            .columnWidth(18)
            .rowSettings(DEPTH, VAR_NAMES)
            .build();
    assertThat(ModelSummary.of(Variant.S, 80, options))
        .hasToString(expected("yolo_nas_s_2x3x320x320_depth6"));
  }

  @Test
  void aCustomNetworkReadFromItsCheckpoint() throws IOException {
    SummaryOptions options = shapesAndParams().inputSize(1, 3, 320, 320).depth(4).build();
    assertThat(ModelSummary.of(TOY, options)).hasToString(expected("toy_1x3x320x320_depth4"));
  }

  private static SummaryOptions.Builder shapesAndParams() {
    return SummaryOptions.builder()
        .columns(INPUT_SIZE, OUTPUT_SIZE, NUM_PARAMS, TRAINABLE)
        .columnWidth(20)
        .rowSettings(VAR_NAMES);
  }

  private static String expected(String name) throws IOException {
    String resource = "/reference/torchinfo/" + name + ".txt";
    try (InputStream in = SummaryTableTest.class.getResourceAsStream(resource)) {
      String text =
          new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
      return text.stripTrailing(); // one of the files ends in a line break, the other does not
    }
  }
}
