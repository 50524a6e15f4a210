package io.github.yolonas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NativeLeakExtension.class)
class ArchitectureInferenceTest {

  @Test
  void thePublishedVariantsAreRecognised() {
    assertThat(ArchitectureInference.infer(new ReferenceWeights("s")))
        .isEqualTo(Architecture.s(80));
    assertThat(ArchitectureInference.infer(new ReferenceWeights("m")))
        .isEqualTo(Architecture.m(80));
    assertThat(ArchitectureInference.infer(new ReferenceWeights("l")))
        .isEqualTo(Architecture.l(80));
    assertThat(Architecture.m(3).variantName()).isEqualTo("M");
  }

  /** Fused, a network has as many parameters as the original counts after its full fusion. */
  @ParameterizedTest
  @ValueSource(strings = {"s", "m", "l"})
  void parameterCountOfTheFusedNetwork(String variant) {
    ReferenceWeights weights = new ReferenceWeights(variant);
    int shortcuts = (int) weights.keys().stream().filter(key -> key.endsWith(".alpha")).count();
    try (YoloNasNetwork network =
        YoloNasNetwork.load(ArchitectureInference.infer(weights), weights, LeafTransform.FUSE)) {
      assertThat(network.weightBytes() / Float.BYTES + shortcuts)
          .isEqualTo(
              ReferenceData.resource("param_counts.json")
                  .at("/" + variant + "/params_full_fusion_plus_conv_bn_folded")
                  .asLong());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "neck.neck1.conv.conv.weight|edited is no YOLO-NAS: it has no tensor neck.neck1.conv.conv",
        "heads.head2.cls_pred.bias|heads.head2.cls_pred.bias: missing in edited; YOLO-NAS S",
        "backbone.stem.conv.post_bn.bias|backbone.stem.conv.post_bn.bias: missing in edited",
        "neck.neck4.blocks.conv2.bn.running_var|neck.neck4.blocks.conv2.bn.running_var: missing",
      })
  void aMissingTensorIsNamed(String key, String message) {
    EditedWeights weights = new EditedWeights();
    weights.shapes.remove(key);
    assertThatThrownBy(() -> load(weights))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aTensorOfAnotherShapeIsNamedWithBothShapes() {
    EditedWeights weights = new EditedWeights();
    weights.shapes.put("heads.head2.cls_pred.bias", new long[] {81});
    assertThatThrownBy(() -> load(weights))
        .isInstanceOf(WeightsException.class)
        .hasMessage("heads.head2.cls_pred.bias: YOLO-NAS S expects [80], edited has [81]");
  }

  @Test
  void aSurplusTensorIsNamed() {
    EditedWeights weights = new EditedWeights();
    weights.shapes.put("heads.head4.cls_pred.bias", new long[] {80});
    assertThatThrownBy(() -> load(weights))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "edited has 1 tensors that YOLO-NAS S does not know: heads.head4.cls_pred.bias");
  }

  @Test
  void anotherModelIsRefused() {
    EditedWeights weights = new EditedWeights();
    weights.shapes.clear();
    weights.shapes.put("fc.weight", new long[] {10, 10});
    assertThatThrownBy(() -> load(weights))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("edited is no YOLO-NAS")
        .hasMessageContaining("backbone.stem.conv")
        .hasMessageContaining("fc.weight");
  }

  @Test
  void anotherNumberOfPoolingWindowsIsRefused() {
    EditedWeights weights = new EditedWeights();
    weights.shapes.put("backbone.context_module.cv2.conv.weight", new long[] {768, 1152, 1, 1});
    assertThatThrownBy(() -> load(weights))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("pools over 2 windows");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "heads.head1.cls_convs.0.seq.conv.weight|64|96|input channels that divide 64, found 96",
        "heads.head1.cls_convs.0.seq.conv.weight|64|6|input channels that divide 64, found 6",
        "heads.head1.reg_pred.weight|4|64|a multiple of 4 channels from 8 on, found 4",
        "heads.head1.reg_pred.weight|70|64|a multiple of 4 channels from 8 on, found 70",
      })
  void impossibleChannelsAreRefused(String key, long out, long in, String message) {
    EditedWeights weights = new EditedWeights();
    weights.shapes.put(key, new long[] {out, in, 1, 1});
    assertThatThrownBy(() -> load(weights))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(message);
  }

  private static void load(TensorSource weights) {
    YoloNasNetwork.load(ArchitectureInference.infer(weights), weights, LeafTransform.FUSE).close();
  }

  /** Zeros of S's shapes, to be tampered with. */
  private static final class EditedWeights implements TensorSource {
    final Map<String, long[]> shapes = new LinkedHashMap<>();

    EditedWeights() {
      ReferenceWeights s = new ReferenceWeights("s");
      s.keys().forEach(key -> shapes.put(key, s.shape(key)));
    }

    @Override
    public String name() {
      return "edited";
    }

    @Override
    public Set<String> keys() {
      return shapes.keySet();
    }

    @Override
    public long[] shape(String key) {
      return Objects.requireNonNull(shapes.get(key));
    }

    @Override
    public Tensor read(String key) {
      return torch.zeros(shape(key));
    }
  }
}
