package io.github.yolonas.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.Variant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reference tables do not show of torchinfo's layout. */
class SummaryLayoutTest {
  private static final String STEM = "│    └─YoloNASStem";

  private static List<String> lines(UnaryOperator<SummaryOptions.Builder> options) {
    SummaryOptions.Builder b = SummaryOptions.builder().inputSize(1, 3, 320, 320);
    return ModelSummary.of(Variant.S, 80, options.apply(b).build()).toString().lines().toList();
  }

  private static String line(List<String> table, String start) {
    return table.stream().filter(l -> l.startsWith(start)).findFirst().orElseThrow();
  }

  @Test
  void asciiOnlyReplacesTheLinesOfTheTreeAndNothingElse() {
    List<String> drawn = lines(b -> b.depth(8));
    List<String> ascii =
        lines(b -> b.depth(8).rowSettings(RowSetting.DEPTH, RowSetting.ASCII_ONLY));
    assertThat(ascii)
        .isEqualTo(drawn.stream().map(l -> l.replaceAll("[├└]─", "+ ").replace('│', '|')).toList());
    assertThat(String.join("", ascii)).matches("\\p{ASCII}*");
    assertThat(line(ascii, "|    |    + QARepVGGBlock: 3-1"))
        .endsWith("[1, 48, 160, 160]         1,344");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "KERNEL_SIZE|Kernel Shape|[1, 1]",
        "INPUT_SIZE|Input Shape|[1, 64, 40, 40]",
        "OUTPUT_SIZE|Output Shape|[1, 80, 40, 40]",
        "NUM_PARAMS|Param #|5,200",
        "PARAMS_PERCENT|Param %|  0.03%",
        "MULT_ADDS|Mult-Adds|8,320,000",
        "TRAINABLE|Trainable|True",
        "DTYPE|Dtype|fp32",
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void eachColumnAlone(SummaryColumn column, String title, String cell) {
    List<String> table = lines(b -> b.columns(column).columnWidth(20));
    assertThat(table.get(0)).isEqualTo("=".repeat(80));
    assertThat(table.get(1)).isEqualTo("%-60s %s".formatted("Layer (type:depth-idx)", title));
    assertThat(line(table, "│    │    └─Conv2d: 3-34"))
        .isEqualTo("%-60s %s".formatted("│    │    └─Conv2d: 3-34", cell));
  }

  @Test
  void withoutColumnsThereAreNamesOnly() {
    List<String> table = lines(b -> b.columns().rowSettings());
    assertThat(table.get(0)).isEqualTo("=".repeat(55));
    assertThat(table.get(1)).isEqualTo("Layer (type)");
    assertThat(line(table, STEM)).isEqualTo(STEM);
  }

  @ParameterizedTest
  @CsvSource({"5, 70", "17, 94", "40, 140"})
  void rulersCountTheColumnsWithoutTheSpacesBehindThem(int width, int ruler) {
    List<String> table = lines(b -> b.columnWidth(width));
    assertThat(table.get(0)).isEqualTo("=".repeat(ruler));
    String cells = line(table, STEM).substring(61);
    assertThat(cells.replaceFirst("\\[.*]", "")).hasSize(Math.max(1, width - 16) + 2);
  }

  /** The column of names has room for hidden layers too, and never less than 40 characters. */
  @ParameterizedTest
  @CsvSource({"1, 4", "2, 17", "3, 68", "8, 682"})
  void depthHidesRowsAndNoTotals(int depth, int rows) {
    List<String> table = lines(b -> b.depth(depth));
    assertThat(table.get(0)).isEqualTo("=".repeat(110));
    assertThat(table).hasSize(rows + 14);
    assertThat(table.subList(table.size() - 10, table.size()))
        .isEqualTo(lines(b -> b.depth(3)).subList(72, 82));
  }

  @Test
  void aLayerOfTheGreatestDepthSpeaksForItsParts() {
    UnaryOperator<SummaryOptions.Builder> work =
        b -> b.columns(SummaryColumn.NUM_PARAMS, SummaryColumn.MULT_ADDS).columnWidth(20);
    assertThat(line(lines(b -> work.apply(b).depth(1)), "├─NDFLHeads"))
        .endsWith("1,746,748            410,220,688");
    assertThat(line(lines(b -> work.apply(b).depth(2)), "├─NDFLHeads"))
        .endsWith("--                   --");
  }

  @Test
  void whatCannotBeTrainedStandsInParentheses() {
    List<String> table =
        lines(
            b ->
                b.fused(true)
                    .columnWidth(20)
                    .columns(SummaryColumn.NUM_PARAMS, SummaryColumn.TRAINABLE));
    assertThat(line(table, "│    │    └─ConvReLU2d: 3-1")).endsWith("(1,344)              False");
    assertThat(table)
        .contains("Form: fused", "Trainable params: 0", "Forward pass size (MB): 40.92");
  }

  @ParameterizedTest
  @CsvSource({"1, 32, Total mult-adds (M): 43.32", "64, 64, Total mult-adds (G): 11.08"})
  void multAddsAreInTheGreatestUnit(int batch, int side, String line) {
    assertThat(lines(b -> b.inputSize(batch, 3, side, side))).contains(line);
    assertThat(lines(b -> b.inputSize(1024, 3, 640, 640))).contains("Total mult-adds (T): 17.73");
  }
}
