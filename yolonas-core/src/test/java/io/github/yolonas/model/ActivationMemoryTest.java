package io.github.yolonas.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much a pass holds at once: feature maps are freed after their last use, not at the end. */
class ActivationMemoryTest {
  private static final int SIZE = 64;

  /**
   * In S when the neck halves the first stage's output, 6 values of each pixel: 6 reduced, 1.5
   * halved, and 5.25 that the other stages made. In M and L when the first stage joins its
   * branches: these, as much again, and the stage's own 6.
   */
  @ParameterizedTest
  @CsvSource({"s, 18.75", "m, 38", "l, 54"})
  void noMoreIsHeldThanIsNeeded(String variant, double valuesOfEachPixel) {
    ReferenceWeights weights = new ReferenceWeights(variant);
    Watch watch = new Watch();
    try (PointerScope scope = new PointerScope();
        YoloNasNetwork network =
            YoloNasNetwork.load(
                ArchitectureInference.infer(weights), weights, LeafTransform.FUSE)) {
      network.forward(torch.zeros(1, 3, SIZE, SIZE), watch);
    }
    assertThat(watch.peak / (double) (SIZE * SIZE)).isEqualTo(valuesOfEachPixel);
  }

  /** Computes, and counts the values of all feature maps that are there after each layer. */
  private static final class Watch extends WatchedExecution {
    private final List<Tensor> made = new ArrayList<>();
    private long peak;

    @Override
    protected Tensor layer(String name, Supplier<Tensor> compute) {
      Tensor result = compute.get();
      made.add(result);
      made.removeIf(tensor -> tensor.isNull());
      Map<Long, Long> values =
          made.stream()
              .collect(Collectors.toMap(t -> t.data_ptr().address(), Tensor::numel, Math::max));
      peak = Math.max(peak, values.values().stream().mapToLong(Long::longValue).sum());
      return result;
    }
  }
}
