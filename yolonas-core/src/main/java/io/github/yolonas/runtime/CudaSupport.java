package io.github.yolonas.runtime;

import java.util.Optional;
import org.bytedeco.pytorch.global.torch;

/** Whether LibTorch can compute on a graphics card, and if not, why. */
public final class CudaSupport {
  private CudaSupport() {}

  /** What is missing; empty if there is a CUDA device. */
  public static Optional<String> whatIsMissing() {
    if (!torch.hasCUDA()) {
      return Optional.of("this LibTorch is built for the CPU alone");
    }
    return torch.cuda_is_available()
        ? Optional.empty()
        : Optional.of("LibTorch finds no CUDA device");
  }
}
