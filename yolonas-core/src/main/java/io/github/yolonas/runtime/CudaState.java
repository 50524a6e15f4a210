package io.github.yolonas.runtime;

import io.github.yolonas.Device;
import java.util.Optional;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/**
 * How far this process has come with CUDA, so that an error can say what is missing.
 *
 * @param built whether LibTorch's natives are the build for CUDA
 * @param loaded whether its CUDA half could be loaded, which needs NVIDIA's libraries
 * @param devices how many graphics cards the driver shows
 */
public record CudaState(boolean built, boolean loaded, int devices) {

  /** The state at this moment. */
  public static CudaState current() {
    return new CudaState(
        torch.hasDeviceGuardImpl(DeviceType.CUDA),
        Context.hasCUDART(),
        torch.cuda_is_available() ? torch.cuda_device_count() : 0);
  }

  /**
   * Checks that a device can be used.
   *
   * @throws IllegalArgumentException if not; the message says why
   */
  void require(Device asked) {
    if (asked.index() < devices) {
      return;
    }
    throw new IllegalArgumentException(asked + ": " + obstacle());
  }

  /** What is missing, in a few words; empty if there is a device. */
  Optional<String> whatIsMissing() {
    if (!built) {
      return Optional.of("this LibTorch is built for the CPU alone");
    }
    if (!loaded) {
      return Optional.of("the CUDA half of LibTorch did not load");
    }
    return devices > 0 ? Optional.empty() : Optional.of("LibTorch finds no CUDA device");
  }

  private String obstacle() {
    if (!built) {
      return "this LibTorch has no CUDA, it is built for the CPU alone;"
          + " add org.bytedeco:pytorch-platform-gpu to the class path";
    }
    if (!loaded) {
      return "the CUDA half of LibTorch did not load; it needs CUDA 13 with cuBLAS, cuSPARSE, NCCL"
          + " and cuDNN 9, from the system, or from org.bytedeco:cuda-redist together with"
          + " cuda-redist-cublas, cuda-redist-cusparse, cuda-redist-nccl and cuda-redist-cudnn";
    }
    if (devices == 0) {
      return "LibTorch finds no CUDA device; is the NVIDIA driver installed, and recent enough?";
    }
    return devices == 1
        ? "expected cuda:0, for there is 1 device"
        : "expected cuda:0 to cuda:%d, for there are %d devices".formatted(devices - 1, devices);
  }
}
