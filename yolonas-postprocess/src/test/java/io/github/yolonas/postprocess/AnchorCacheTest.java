package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.testing.NativeLeakExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kept anchor points are those that would be computed, whoever else uses or drops them. */
@ExtendWith(NativeLeakExtension.class)
class AnchorCacheTest {
  private static final List<Integer> STRIDES = List.of(8, 12);
  private static final int MANY = 5 * AnchorCache.CAPACITY;

  private final AnchorCache cache = new AnchorCache(STRIDES);

  @AfterEach
  void close() {
    cache.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = ScalarType.class,
      names = {"Float", "Double"})
  void aHitIsWhatAMissComputes(ScalarType dtype) {
    for (int side = 1; side <= 3; side++) {
      assertThat(cachedEqualsComputed(side, dtype)).as("miss at side %d", side).isTrue();
      assertThat(cachedEqualsComputed(side, dtype)).as("hit at side %d", side).isTrue();
    }
    assertThat(cache.size()).isEqualTo(3);
  }

  @Test
  void sizesAndDtypesAreToldApart() {
    try (PointerScope scope = new PointerScope()) {
      anchors(maps(2, 3), ScalarType.Float);
      anchors(maps(3, 2), ScalarType.Float);
      anchors(maps(2, 3), ScalarType.Double);
      anchors(maps(2, 3), ScalarType.Float);
    }
    assertThat(cache.size()).isEqualTo(3);
    try (PointerScope scope = new PointerScope()) {
      assertThat(anchors(maps(2, 3), ScalarType.Double).points().scalar_type().intern())
          .isEqualTo(ScalarType.Double);
    }
  }

  @Test
  void manySizesTakeTurns() {
    long before = Pointer.totalCount();
    for (int side = 1; side <= MANY; side++) {
      assertThat(cachedEqualsComputed(side, ScalarType.Float)).isTrue();
      assertThat(cachedEqualsComputed(1, ScalarType.Float)).as("in use all the time").isTrue();
    }
    assertThat(cache.size()).isEqualTo(AnchorCache.CAPACITY);
    assertThat(Pointer.totalCount()).isEqualTo(before);
  }

  @Test
  void whatAReaderHoldsOutlivesItsPlaceAndTheCache() {
    try (PointerScope scope = new PointerScope()) {
      AnchorPoints held = anchors(maps(2, 3), ScalarType.Float);
      AnchorPoints expected = AnchorPoints.of(maps(2, 3), STRIDES, torch.zeros(1).options());
      for (int side = 1; side <= MANY; side++) {
        anchors(maps(side, side), ScalarType.Float);
      }
      assertThat(held.points().equal(expected.points())).isTrue();
      cache.close();
      assertThat(held.points().equal(expected.points())).isTrue();
      assertThat(held.strides().equal(expected.strides())).isTrue();
    }
  }

  /** More sizes than there are places, so that readers push out what others read. */
  @Test
  @Timeout(120)
  void manyThreadsGetTheirOwnSizes() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> readers = new ArrayList<>();
      for (int reader = 0; reader < 8; reader++) {
        int first = reader;
        readers.add(
            () ->
                IntStream.range(0, 200)
                    .allMatch(i -> cachedEqualsComputed(1 + (first + i) % 12, ScalarType.Float)));
      }
      for (Future<Boolean> reader : pool.invokeAll(readers)) {
        assertThat(reader.get()).isTrue();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(cache.size()).isEqualTo(AnchorCache.CAPACITY);
  }

  @Test
  void aClosedDecoderSaysSo() {
    DflDecoder decoder = new DflDecoder(List.of(8));
    decoder.close();
    assertThatCode(decoder::close).doesNotThrowAnyException();
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> cls = List.of(torch.zeros(1, 2, 3, 3));
      List<Tensor> reg = List.of(torch.zeros(1, 8, 3, 3));
      assertThatThrownBy(() -> decoder.decode(cls, reg))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("DflDecoder is closed");
    }
  }

  private boolean cachedEqualsComputed(int side, ScalarType dtype) {
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> maps = maps(side, 2 * side);
      AnchorPoints cached = anchors(maps, dtype);
      AnchorPoints computed = AnchorPoints.of(maps, STRIDES, torch.zeros(1).to(dtype).options());
      return cached.points().equal(computed.points()) && cached.strides().equal(computed.strides());
    }
  }

  private AnchorPoints anchors(List<Tensor> maps, ScalarType dtype) {
    return cache.of(maps, torch.zeros(1).to(dtype));
  }

  private static List<Tensor> maps(int height, int width) {
    return List.of(torch.zeros(1, 1, height, width), torch.zeros(1, 1, height + 1, width));
  }
}
