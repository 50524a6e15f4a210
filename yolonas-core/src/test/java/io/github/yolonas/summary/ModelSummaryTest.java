package io.github.yolonas.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.yolonas.Precision;
import io.github.yolonas.Variant;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.testing.ReferenceData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelSummaryTest {
  private static final Path TINY = Path.of("src/test/resources/reference/tiny");

  @TempDir private Path folder;

  private static ModelSummary fused(Variant variant) {
    return ModelSummary.of(variant, 80, SummaryOptions.builder().fused(true).build());
  }

  private static JsonNode counts(Variant variant) {
    return ReferenceData.resource("param_counts.json").get(variant.name().toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @EnumSource
  void parametersAreThoseThatTheOriginalCounts(Variant variant) {
    ModelSummary summary = ModelSummary.of(variant, 80, SummaryOptions.defaults());
    SummaryTotals totals = summary.totals();
    assertThat(totals.params()).isEqualTo(counts(variant).get("params_unfused_all").asLong());
    assertThat(totals.nonTrainableParams()).isZero();
    for (String part : List.of("backbone", "neck", "heads")) {
      assertThat(layer(summary, part).params()).isEqualTo(counts(variant).get(part).asLong());
    }
    assertThat(layer(summary, "").type()).isEqualTo("YoloNAS_" + variant);
  }

  /** The original's full fusion keeps the batch norms behind plain convolutions; ours does not. */
  @ParameterizedTest
  @EnumSource
  void fusedParametersAreThoseOfTheOriginalsFusion(Variant variant) {
    long params = fused(variant).totals().params();
    assertThat(params)
        .isEqualTo(counts(variant).get("params_full_fusion_plus_conv_bn_folded").asLong());
    long channelsOfBatchNorms =
        ModelSummary.of(variant, 80, SummaryOptions.defaults()).layers().stream()
            .filter(layer -> layer.type().equals("BatchNorm2d"))
            .filter(layer -> !layer.path().contains("branch_3x3"))
            .filter(layer -> !layer.name().equals("post_bn"))
            .mapToLong(layer -> layer.outputSize().get(1))
            .sum();
    assertThat(params + channelsOfBatchNorms)
        .isEqualTo(counts(variant).get("params_full_fusion").asLong());
    assertThat(fused(variant).totals().trainableParams()).isZero();
  }

  /** The published figure, which counts multiplications and additions: 31.8 GFLOP. */
  @Test
  void workOfTheFusedNetwork() {
    assertThat(2 * fused(Variant.S).totals().multAdds()).isEqualTo(31_797_248_000L);
  }

  @Test
  void sumsGrowWithTheBatchAndParametersDoNot() {
    SummaryTotals one = ModelSummary.of(Variant.M, 5, SummaryOptions.defaults()).totals();
    SummaryTotals many =
        ModelSummary.of(Variant.M, 5, SummaryOptions.builder().batchSize(7).build()).totals();
    assertThat(many)
        .isEqualTo(
            new SummaryTotals(
                one.params(),
                one.trainableParams(),
                7 * one.multAdds(),
                7 * one.inputBytes(),
                7 * one.outputBytes(),
                one.paramBytes()));
    assertThat(many.totalBytes())
        .isEqualTo(7 * (one.inputBytes() + one.outputBytes()) + one.paramBytes());
  }

  @Test
  void sumsAreThoseOfTheLayersWithoutParts() {
    ModelSummary summary = fused(Variant.L);
    List<LayerSummary> leaves = summary.layers().stream().filter(LayerSummary::leaf).toList();
    assertThat(leaves.stream().mapToLong(LayerSummary::multAdds).sum())
        .isEqualTo(summary.totals().multAdds());
    assertThat(summary.layers().stream().mapToLong(LayerSummary::ownParams).sum())
        .isEqualTo(summary.totals().params());
    assertThat(summary.rows()).hasSizeLessThan(summary.layers().size());
  }

  /** Of a checkpoint with bottlenecks whose intermediates are joined, in every file format. */
  @ParameterizedTest
  @EnumSource
  void aCheckpointTellsItsNetwork(TinyFile file) {
    ModelSummary summary = ModelSummary.of(TINY.resolve(file.name), SummaryOptions.defaults());
    assertThat(summary.totals().params()).isEqualTo(58_872);
    assertThat(layer(summary, "heads.head1.cls_pred").outputSize().get(1)).isEqualTo(3);
  }

  private enum TinyFile {
    FULL("ckpt_latest.pth"),
    BARE("tiny_bare_state_dict.pth"),
    HALF("tiny_half_state_dict.pth"),
    LEGACY("tiny_legacy_nonzip.pth");

    private final String name;

    TinyFile(String name) {
      this.name = name;
    }
  }

  @Test
  void theModelsOwnInputSizeUnlessToldOtherwise() {
    Path checkpoint = TINY.resolve("ckpt_latest.pth");
    Path bare = TINY.resolve("tiny_bare_state_dict.pth");
    SummaryOptions told = SummaryOptions.builder().inputSize(2, 3, 96, 160).build();
    assertThat(layer(ModelSummary.of(bare, SummaryOptions.defaults()), "").inputSize())
        .containsExactly(1L, 3L, 640L, 640L);
    assertThat(layer(ModelSummary.of(checkpoint, told), "").inputSize())
        .containsExactly(2L, 3L, 96L, 160L);
  }

  @Test
  void jsonHoldsTheRowsAndTheTotals() throws Exception {
    ModelSummary summary =
        ModelSummary.of(Variant.S, 80, SummaryOptions.builder().fused(true).depth(6).build());
    JsonNode json = new ObjectMapper().readTree(summary.toJson());
    assertThat(json.fieldNames()).toIterable().containsExactly("form", "layers", "totals");
    assertThat(json.get("form").asText()).isEqualTo("fused");
    List<LayerSummary> read = new ArrayList<>();
    json.get("layers").forEach(layer -> read.add(read(layer)));
    assertThat(read).isEqualTo(summary.rows()).hasSizeGreaterThan(100);
    JsonNode totals = json.get("totals");
    assertThat(
            new SummaryTotals(
                totals.get("params").asLong(),
                totals.get("trainableParams").asLong(),
                totals.get("multAdds").asLong(),
                totals.get("inputBytes").asLong(),
                totals.get("outputBytes").asLong(),
                totals.get("paramBytes").asLong()))
        .isEqualTo(summary.totals());
    assertThat(totals.get("totalBytes").asLong()).isEqualTo(summary.totals().totalBytes());
  }

  private static LayerSummary read(JsonNode layer) {
    return new LayerSummary(
        layer.get("path").asText(),
        layer.get("type").asText(),
        layer.get("name").asText(),
        layer.get("depth").asInt(),
        layer.get("index").asInt(),
        layer.get("leaf").asBoolean(),
        longs(layer.get("kernelSize")).stream().map(Math::toIntExact).toList(),
        longs(layer.get("inputSize")),
        longs(layer.get("outputSize")),
        layer.get("params").asLong(),
        layer.get("ownParams").asLong(),
        layer.get("trainableParams").asLong(),
        layer.get("multAdds").asLong(),
        Optional.ofNullable(layer.get("precision"))
            .map(p -> Precision.valueOf(p.asText().toUpperCase(Locale.ROOT))));
  }

  private static List<Long> longs(JsonNode array) {
    List<Long> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asLong()));
    return numbers;
  }

  @Test
  void whatCannotBeDescribedIsRefused() throws Exception {
    SummaryOptions grey = SummaryOptions.builder().inputSize(1, 1, 64, 64).build();
    assertThatThrownBy(() -> ModelSummary.of(Variant.S, 80, grey))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("inputSize: expected 3 channels, as the network reads, found 1");
    assertThatThrownBy(() -> ModelSummary.of(Variant.S, 0, SummaryOptions.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("numClasses: expected at least 1, found 0");
    Path text = Files.writeString(folder.resolve("no.pth"), "no checkpoint");
    for (Path file : List.of(text, folder.resolve("absent.pth"))) {
      assertThatThrownBy(() -> ModelSummary.of(file, SummaryOptions.defaults()))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining(file.toString());
    }
    Path trace = TINY.resolve("tiny_fused_1x3x160x192.torchscript.pt");
    assertThatThrownBy(() -> ModelSummary.of(trace, SummaryOptions.defaults()))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(trace + ": a TorchScript file does not tell its layers");
  }

  private static LayerSummary layer(ModelSummary summary, String path) {
    return summary.layers().stream().filter(l -> l.path().equals(path)).findFirst().orElseThrow();
  }
}
