package io.github.yolonas.doctor;

import io.github.yolonas.runtime.CudaState;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether there is a graphics card to compute on, or why not. */
final class Cuda {
  private static final Path LINUX_DRIVER = Path.of("/proc/driver/nvidia/version");

  private Cuda() {}

  static Check check() {
    CudaState state = CudaState.current();
    return check(state.built(), state.devices(), Files.exists(LINUX_DRIVER));
  }

  /** A machine without a graphics card is a fine machine. */
  static Check check(boolean built, int devices, boolean driver) {
    if (devices > 0) {
      return Check.ok("cuda", "%d %s".formatted(devices, devices == 1 ? "device" : "devices"));
    }
    if (!built) {
      return new Check(
          "cuda",
          Check.Status.OK,
          "none: this LibTorch is built for the CPU alone"
              + (driver ? ", though there is an NVIDIA driver" : ""),
          "for an NVIDIA graphics card, add org.bytedeco:pytorch-platform-gpu");
    }
    return Check.warning(
        "cuda",
        "none: LibTorch is built for CUDA, but finds no device"
            + (driver ? "" : ", and Linux shows no NVIDIA driver"),
        driver
            ? "is the driver new enough for this CUDA, and CUDA_VISIBLE_DEVICES not empty?"
            : "install the NVIDIA driver; a container must be started with access to the card");
  }
}
