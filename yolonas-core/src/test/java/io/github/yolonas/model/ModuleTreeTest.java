package io.github.yolonas.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tree of modules is the original's, and its fused form is what our network runs. */
@ExtendWith(NativeLeakExtension.class)
class ModuleTreeTest {
  private static final List<String> BUFFERS =
      List.of(".running_mean", ".running_var", ".num_batches_tracked");

  private static ModuleTree original(TensorSource weights, long size) {
    return OriginalModules.of(ArchitectureInference.infer(weights), Shape.of(2, 3, size, size));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s", "m", "l"})
  void everyModuleHasTheParametersOfTheKeysBelowIt(String variant) {
    ReferenceWeights weights = new ReferenceWeights(variant);
    original(weights, 64)
        .walk(
            (path, module) ->
                assertThat(parameters(module)).as(path).isEqualTo(parameters(weights, path)));
  }

  private static long parameters(ModuleTree module) {
    return module.own().count()
        + module.children().stream().mapToLong(ModuleTreeTest::parameters).sum();
  }

  private static long parameters(TensorSource weights, String path) {
    String prefix = path.isEmpty() ? "" : path + ".";
    return weights.keys().stream()
        .filter(key -> key.startsWith(prefix) && BUFFERS.stream().noneMatch(key::endsWith))
        .mapToLong(key -> Arrays.stream(weights.shape(key)).reduce(1, (a, b) -> a * b))
        .sum();
  }

  /** All but the placeholders for fused kernels, one in each block, which nothing calls. */
  @ParameterizedTest
  @ValueSource(strings = {"s", "m", "l"})
  void thereAreAsManyOfEachTypeAsInTheOriginal(String variant) {
    Map<String, Integer> found = new TreeMap<>();
    original(new ReferenceWeights(variant), 64)
        .walk((path, module) -> found.merge(module.type().className(), 1, Integer::sum));
    Map<String, Integer> expected = new TreeMap<>();
    JsonNode modules = ReferenceData.resource("param_counts.json").at("/" + variant + "/modules");
    modules.properties().forEach(type -> expected.put(type.getKey(), type.getValue().asInt()));
    expected.merge("Conv2d", -modules.get("QARepVGGBlock").asInt(), Integer::sum);
    assertThat(found).isEqualTo(expected);
  }

  /** LibTorch itself says which shapes come about. */
  @ParameterizedTest
  @ValueSource(strings = {"s", "m", "l"})
  void theFusedTreeIsWhatRuns(String variant) {
    ReferenceWeights weights = new ReferenceWeights(variant);
    ShapePass ran = ShapePass.of(weights, 96);
    Map<String, String> convolutions = new TreeMap<>();
    List<Integer> windows = new ArrayList<>();
    FusedModules.of(original(weights, 96))
        .walk(
            (path, module) -> {
              if (module.type().isConvolution()) {
                convolutions.put(
                    path,
                    "%s to %s by %d"
                        .formatted(
                            module.input().sizes(),
                            module.output().sizes(),
                            module.own().weight()));
              } else if (module.type() == ModuleType.MAX_POOL_2D) {
                windows.addAll(module.kernel());
              }
            });
    assertThat(convolutions).isEqualTo(ran.convolutions());
    assertThat(windows).isEqualTo(ran.windows()).containsExactly(5, 5, 5);
  }

  @Test
  void withoutReductionTheSkipsGoInAsTheyAre() {
    Architecture s = Architecture.s(80);
    List<Architecture.UpStage> wide =
        s.upStages().stream()
            .map(stage -> new Architecture.UpStage(stage.outChannels(), false, stage.blocks()))
            .toList();
    Architecture custom =
        new Architecture(
            3, 48, s.stages(), s.spp(), wide, s.downStages(), s.heads(), 80, s.regMax());
    ModuleTree network = OriginalModules.of(custom, Shape.of(1, 3, 64, 64));
    ModuleTree neck1 = network.child("neck").child("neck1");
    assertThat(neck1.child("reduce_skip1").type()).isEqualTo(ModuleType.IDENTITY);
    assertThat(neck1.child("downsample").input().channels()).isEqualTo(192);
    assertThat(neck1.child("blocks").input().channels()).isEqualTo(192 + 384 + 192);
    assertThat(network.type()).isEqualTo(ModuleType.YOLO_NAS_S);
    FusedModules.of(network).walk((path, module) -> assertThat(path).doesNotContain("reduce_"));
  }

  /** Windows that do not grow start from the features again. */
  @Test
  void windowsThatDoNotGrowAreNotChained() {
    assertThat(Spp.grownWindow(9, 5)).isEqualTo(5);
    assertThat(Spp.grownWindow(5, 1)).isEqualTo(5);
    assertThat(Spp.grownWindow(5, 9)).isEqualTo(5);
    assertThat(Spp.grownWindow(5, 5)).isEqualTo(5);
  }
}
