package io.github.yolonas.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What this processor has instructions for, as Linux tells it. On other systems nothing is known,
 * and nothing assumed.
 */
public final class CpuFeatures {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Set<String> BF16 = Set.of("avx512_bf16", "amx_bf16", "bf16");
  private static final Set<String> FLAGS = read();

  private CpuFeatures() {}

  /** Whether it multiplies 16-bit brain floats; without, bf16 is slower than fp32. */
  public static boolean hasBf16() {
    return FLAGS.stream().anyMatch(BF16::contains);
  }

  /** Flags of the first processor, on x86 and arm64. */
  static Set<String> parse(Stream<String> lines) {
    return lines
        .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).trim())
        .map(flags -> Set.copyOf(List.of(flags.split("\\s+", -1))))
        .orElse(Set.of());
  }

  private static Set<String> read() {
    try {
      if (!Files.isReadable(CPU_INFO)) {
        return Set.of();
      }
      String[] lines = Files.readString(CPU_INFO, StandardCharsets.UTF_8).split("\n", -1);
      return parse(Arrays.stream(lines));
    } catch (IOException e) {
      return Set.of(); // nothing known is nothing assumed
    }
  }
}
