package io.github.yolonas.doctor;

import io.github.yolonas.preprocess.internal.NativeDefaults;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.global.torch;

/** The threads inside a pass, and the instructions that LibTorch uses on them. */
final class OpenMp {
  private OpenMp() {}

  static Check check() {
    String finding =
        "%d threads by default, %s kernels, %s"
            .formatted(torch.get_num_threads(), capability(), oneDnn());
    return NativeDefaults.spinsLong()
        ? Check.ok("openmp", finding + "; threads that wait spin until others need the cores")
        : check(finding, NativeDefaults.waitPolicy());
  }

  static Check check(String finding, String policy) {
    if (policy.equalsIgnoreCase("passive")) {
      return Check.ok("openmp", finding + "; threads that wait sleep");
    }
    return Check.warning(
        "openmp",
        finding
            + "; threads that wait spin"
            + (policy.isEmpty() ? "" : " (OMP_WAIT_POLICY=" + policy + ")"),
        "beside other busy programs, start Java with OMP_WAIT_POLICY=PASSIVE in its environment");
  }

  private static String capability() {
    try (BytePointer name = torch.get_cpu_capability()) {
      return name.getString();
    }
  }

  /** Such as "Intel(R) MKL-DNN v3.7.1 (Git Hash …)". */
  private static String oneDnn() {
    if (!torch.hasMKLDNN()) {
      return "without oneDNN";
    }
    try (BytePointer name = torch.get_mkldnn_version()) {
      return name.getString().replaceFirst(".*?(v[\\d.]+).*", "oneDNN $1");
    }
  }
}
