package io.github.yolonas.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.Device;
import io.github.yolonas.Precision;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.explain.Chosen;
import io.github.yolonas.explain.ExecutionExplanation;
import io.github.yolonas.explain.Origin;
import org.junit.jupiter.api.Test;

class ExecutionChoicesTest {
  private static final Chosen<String> KERNELS = Chosen.of("some", Origin.MACHINE);

  @Test
  void whatIsLeftToTheMachineIsTheMachines() {
    YoloNasOptions options = YoloNasOptions.builder().precision(Precision.AUTO).build();
    ExecutionExplanation e =
        ExecutionChoices.explain(options, Device.cuda(0), Precision.FP16, false, KERNELS);
    assertThat(e.device().origin()).isEqualTo(Origin.MACHINE);
    assertThat(e.device().why()).isNotEmpty();
    assertThat(e.precision().toString())
        .isEqualTo("FP16 (machine: the fastest with negligible loss)");
    assertThat(e.kernels()).isEqualTo(KERNELS);
  }

  @Test
  void aQuantizedCheckpointDecidesItsPrecisionWhereItCan() {
    YoloNasOptions options = YoloNasOptions.defaults();
    ExecutionExplanation cpu =
        ExecutionChoices.explain(options, Device.cpu(), Precision.INT8, true, KERNELS);
    assertThat(cpu.precision().origin()).isEqualTo(Origin.CHECKPOINT);
    ExecutionExplanation cuda =
        ExecutionChoices.explain(options, Device.cuda(0), Precision.FP32, true, KERNELS);
    assertThat(cuda.precision().origin()).isEqualTo(Origin.DEFAULT);
    assertThat(cuda.precision().why()).isEqualTo("int8 runs on the CPU alone");
  }

  @Test
  void moreThreadsThanCoresAreAsManyAsThereAre() {
    int cores = CoreBudget.cores();
    YoloNasOptions options = YoloNasOptions.builder().threads(cores + 5).build();
    Chosen<Integer> threads =
        ExecutionChoices.explain(options, Device.cpu(), Precision.FP32, false, KERNELS).threads();
    assertThat(threads.value()).isEqualTo(cores);
    assertThat(threads.origin()).isEqualTo(Origin.MACHINE);
    assertThat(threads.why())
        .isEqualTo((cores + 5) + " were asked for, there are " + cores + " cores");
  }
}
