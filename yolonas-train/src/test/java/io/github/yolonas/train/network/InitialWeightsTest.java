package io.github.yolonas.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.yolonas.Variant;
import io.github.yolonas.model.Architecture;
import io.github.yolonas.model.ArchitectureInference;
import io.github.yolonas.model.TensorSource;
import io.github.yolonas.runtime.PublishedArchitecture;
import io.github.yolonas.testing.NativeLeakExtension;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network made anew is one that the original would know. */
@ExtendWith(NativeLeakExtension.class)
class InitialWeightsTest {

  /** The published counts include the placeholders. */
  @ParameterizedTest
  @CsvSource({"S, 19053888", "M, 51182658", "L, 66976392"})
  void countsAreThePublishedOnes(Variant variant, long expected) {
    long count =
        StateShapes.of(PublishedArchitecture.of(variant, 80)).entrySet().stream()
            .filter(entry -> ParameterNames.isParameter(entry.getKey()))
            .mapToLong(entry -> Arrays.stream(entry.getValue()).reduce(1, (a, b) -> a * b))
            .sum();
    assertThat(count).isEqualTo(expected);
  }

  @Test
  void namesAndShapesAreTheOriginals() {
    Map<String, long[]> expected = new LinkedHashMap<>();
    try (TrainableNetwork tiny = TinyTraining.untrained(ParameterType.FP32)) {
      tiny.state().forEach((name, tensor) -> expected.put(name, tensor.shape()));
    }
    Map<String, long[]> made = StateShapes.of(ArchitectureInference.infer(shapes(expected)));
    assertThat(made.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    made.forEach((name, shape) -> assertThat(shape).as(name).isEqualTo(expected.get(name)));
  }

  @Test
  void scalingKeepsTheTopology() {
    Architecture narrow = Architecture.s(12).scaled(0.25, 0.5);
    assertThat(narrow.stemChannels()).isEqualTo(16);
    assertThat(narrow.stages().get(2).blocks().bottlenecks()).isEqualTo(3);
    assertThat(ArchitectureInference.infer(shapes(StateShapes.of(narrow)))).isEqualTo(narrow);
    assertThat(Architecture.s(12).scaled(1, 1)).isEqualTo(Architecture.s(12));
  }

  @Test
  void beginsAsTheOriginalDoes() {
    NetworkSpec spec = new NetworkSpec(Variant.S, 0.25, 0.3, 5);
    try (TrainableNetwork network = create(spec, 1)) {
      assertThat(network.numClasses()).isEqualTo(5);
      assertThat(TinyTraining.values(network.tensor("heads.head1.cls_pred.bias")))
          .containsOnly(new double[] {-4.59512}, within(1e-5));
      double[] stem =
          TinyTraining.values(network.tensor("backbone.stem.conv.branch_3x3.conv.weight"));
      double bound = 1 / Math.sqrt(27);
      assertThat(Arrays.stream(stem).max().orElseThrow()).isBetween(0.95 * bound, bound);
      assertThat(Arrays.stream(stem).min().orElseThrow()).isBetween(-bound, -0.95 * bound);
      assertThat(Arrays.stream(stem).average().orElseThrow()).isCloseTo(0, within(0.1 * bound));
    }
  }

  @Test
  void theSeedDecides() {
    NetworkSpec spec = new NetworkSpec(Variant.S, 0.2, 0.2, 3);
    try (TrainableNetwork one = create(spec, 1);
        TrainableNetwork same = create(spec, 1);
        TrainableNetwork other = create(spec, 2);
        PointerScope scope = new PointerScope()) {
      String name = "neck.neck1.conv.conv.weight";
      assertThat(one.tensor(name).equal(same.tensor(name))).isTrue();
      assertThat(one.tensor(name).equal(other.tensor(name))).isFalse();
    }
  }

  @Test
  void wrongSpecsAreRefused() {
    assertThatThrownBy(() -> new NetworkSpec(Variant.S, 0, 1, 3))
        .hasMessage("width: expected above 0 to 4.0, found 0.0");
    assertThatThrownBy(() -> new NetworkSpec(Variant.S, 1, Double.NaN, 3))
        .hasMessageContaining("depth");
    assertThatThrownBy(() -> NetworkSpec.of(Variant.S, 0))
        .hasMessage("numClasses: expected 1 or more, found 0");
    NetworkOptions options = NetworkOptions.builder().numClasses(4).build();
    assertThatThrownBy(() -> TrainableNetwork.create(NetworkSpec.of(Variant.S, 3), options))
        .hasMessage("numClasses: expected 3 as in the network's description, found 4");
  }

  private static TrainableNetwork create(NetworkSpec spec, long seed) {
    return TrainableNetwork.create(spec, NetworkOptions.builder().seed(seed).build());
  }

  private static TensorSource shapes(Map<String, long[]> shapes) {
    return new TensorSource() {
      @Override
      public String name() {
        return "shapes";
      }

      @Override
      public Set<String> keys() {
        return shapes.keySet();
      }

      @Override
      public long[] shape(String key) {
        return Objects.requireNonNull(shapes.get(key), key);
      }

      @Override
      public Tensor read(String key) {
        throw new UnsupportedOperationException(key);
      }
    };
  }
}
