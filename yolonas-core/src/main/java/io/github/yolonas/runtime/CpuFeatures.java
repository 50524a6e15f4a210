package io.github.yolonas.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What this processor has instructions for, as Linux tells it. On other systems nothing is known,
 * and nothing assumed.
 */
public final class CpuFeatures {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Set<String> BF16 = Set.of("avx512_bf16", "amx_bf16", "bf16");
  private static final Set<String> FLAGS;
  private static final Optional<String> MODEL;

  static {
    List<String> lines = read();
    FLAGS = parse(lines.stream());
    MODEL = parseModel(lines.stream());
  }

  private CpuFeatures() {}

  /** What Linux calls the instructions that there are; empty if nothing is known. */
  public static Set<String> flags() {
    return FLAGS;
  }

  /** What the processor calls itself, if that is known. */
  public static Optional<String> modelName() {
    return MODEL;
  }

  static Optional<String> parseModel(Stream<String> lines) {
    return lines
        .filter(line -> line.startsWith("model name"))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).trim());
  }

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

  private static List<String> read() {
    try {
      return Files.isReadable(CPU_INFO) ? Files.readAllLines(CPU_INFO) : List.of();
    } catch (IOException e) {
      return List.of(); // nothing known is nothing assumed
    }
  }
}
