package io.github.yolonas.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.Device;
import io.github.yolonas.testing.NativeLeakExtension;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same code as on a graphics card, on the CPU's one stream. */
@ExtendWith(NativeLeakExtension.class)
class StreamLaneTest {

  @Test
  void theCpuDoesNotQueue() {
    Lane lane = StreamLane.of(Device.cpu());
    assertThat(lane).isEqualTo(new StreamLane(DeviceType.CPU, (byte) -1, 0));
    assertThat(lane.queues()).isFalse();
    assertThat(new StreamLane(DeviceType.CUDA, (byte) 1, 5).queues()).isTrue();
  }

  @Test
  void aTurnBringsValuesToTheHost() {
    Lane lane = StreamLane.of(Device.cpu());
    assertThat(valueByLane(lane, 3)).isEqualTo(3);
  }

  @Test
  void threadsTakeTurnsAtOnce() throws Exception {
    Lane lane = StreamLane.of(Device.cpu());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Long>> values =
          IntStream.range(0, 40).mapToObj(i -> threads.submit(() -> valueByLane(lane, i))).toList();
      for (int i = 0; i < values.size(); i++) {
        assertThat(values.get(i).get()).isEqualTo(i);
      }
    } finally {
      threads.shutdown();
    }
  }

  private static long valueByLane(Lane lane, long value) {
    try (PointerScope scope = new PointerScope();
        Lane.Turn turn = lane.enter();
        Lane.Turn inner = lane.enter()) {
      Tensor tensor =
          torch.full(new long[] {2}, new Scalar(value), new TensorOptions(ScalarType.Long));
      return inner.toHost(turn.toHost(tensor)).select(0, 1).item().toLong();
    }
  }
}
