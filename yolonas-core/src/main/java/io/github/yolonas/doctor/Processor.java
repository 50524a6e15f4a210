package io.github.yolonas.doctor;

import io.github.yolonas.runtime.CpuFeatures;
import java.util.List;
import java.util.Set;

/** The processor: its name, and those of its instructions that decide a network's speed. */
final class Processor {
  /** What Linux calls them, on x86 and arm64. */
  private static final List<String> THAT_MATTER =
      List.of(
          "avx2",
          "fma",
          "avx512f",
          "avx512_vnni",
          "avx_vnni",
          "avx512_bf16",
          "amx_bf16",
          "amx_int8",
          "asimd",
          "asimddp",
          "sve",
          "bf16",
          "i8mm");

  private Processor() {}

  static Check check() {
    int cores = Runtime.getRuntime().availableProcessors();
    return check(CpuFeatures.modelName().orElse("processor"), cores, CpuFeatures.flags());
  }

  static Check check(String name, int cores, Set<String> flags) {
    List<String> present = THAT_MATTER.stream().filter(flags::contains).toList();
    String finding =
        "%s, %d %s for this JVM; %s"
            .formatted(
                name,
                cores,
                cores == 1 ? "core" : "cores",
                flags.isEmpty() ? "features unknown" : String.join(" ", present));
    boolean slow = flags.contains("sse2") && !flags.contains("avx2");
    return slow
        ? Check.warning("processor", finding, "without AVX2 predictions take several times as long")
        : Check.ok("processor", finding);
  }
}
