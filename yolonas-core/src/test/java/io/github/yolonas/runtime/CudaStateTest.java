package io.github.yolonas.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.Device;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaStateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "false | false | 0 | 0 | cuda:0: this LibTorch has no CUDA",
        "true  | false | 0 | 1 | cuda:1: the CUDA half of LibTorch did not load",
        "true  | true  | 0 | 0 | cuda:0: LibTorch finds no CUDA device",
        "true  | true  | 1 | 1 | cuda:1: expected cuda:0, for there is 1 device",
        "true  | true  | 2 | 7 | cuda:7: expected cuda:0 to cuda:1, for there are 2 devices",
      })
  void anErrorSaysWhatIsMissing(
      boolean built, boolean loaded, int devices, int index, String message) {
    CudaState state = new CudaState(built, loaded, devices);
    assertThatThrownBy(() -> state.require(Device.cuda(index)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  /** {@code cuda-redist} alone has CUDA's runtime, but none of these four. */
  @Test
  void theLibrariesThatAreMissingAreNamedWithWhereTheyAre() {
    assertThatThrownBy(() -> new CudaState(true, false, 0).require(Device.cuda(0)))
        .hasMessageContaining("org.bytedeco:cuda-redist together with cuda-redist-cublas,")
        .hasMessageContaining("cuda-redist-cusparse, cuda-redist-nccl and cuda-redist-cudnn");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "false | false | 0 | this LibTorch is built for the CPU alone",
        "true  | false | 0 | the CUDA half of LibTorch did not load",
        "true  | true  | 0 | LibTorch finds no CUDA device",
        "true  | true  | 1 |",
      })
  void anExplanationSaysItInFewWords(
      boolean built, boolean loaded, int devices, @Nullable String words) {
    assertThat(new CudaState(built, loaded, devices).whatIsMissing())
        .isEqualTo(Optional.ofNullable(words));
  }

  @Test
  void everyDeviceThatIsThereWillDo() {
    CudaState state = new CudaState(true, true, 2);
    assertThatCode(() -> state.require(Device.cuda(0))).doesNotThrowAnyException();
    assertThatCode(() -> state.require(Device.cuda(1))).doesNotThrowAnyException();
  }

  @Test
  void theStateOfThisProcess() {
    CudaState state = CudaState.current();
    assertThat(state.devices() > 0).isEqualTo(torch.cuda_is_available());
    assertThat(state.loaded() && !state.built()).isFalse();
    assertThat(Devices.resolve(Device.auto()))
        .isEqualTo(state.devices() > 0 ? Device.cuda(0) : Device.cpu());
  }
}
