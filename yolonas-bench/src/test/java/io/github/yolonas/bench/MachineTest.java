package io.github.yolonas.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {

  @Test
  void isReadFromTheKernelsText() {
    Machine machine =
        Machine.of(
            List.of(
                "processor\t: 0",
                "model name\t: Some Processor 9000",
                "flags\t\t: fpu sse2 avx2 avx512f avx512_vnni avx512_bf16 amx_int8",
                "model name\t: Some Processor 9000"),
            4,
            "Linux");
    assertThat(machine.cpu()).isEqualTo("Some Processor 9000");
    assertThat(machine.features()).containsExactly("avx2", "avx512", "vnni", "bf16", "amx-int8");
    assertThat(Precision.values())
        .filteredOn(machine::multiplies)
        .containsExactlyInAnyOrder(Precision.FP32, Precision.BF16, Precision.INT8);
  }

  @Test
  void mayBeUnknown() {
    Machine machine = Machine.of(List.of(), 2, "elsewhere");
    assertThat(machine.cpu()).isEqualTo("unknown processor");
    assertThat(machine.features()).isEmpty();
    assertThat(Precision.values()).filteredOn(machine::multiplies).containsExactly(Precision.FP32);
  }

  @Test
  void knowsItsCores() {
    assertThat(Machine.current().cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }
}
