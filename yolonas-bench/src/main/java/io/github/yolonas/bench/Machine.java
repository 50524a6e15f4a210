package io.github.yolonas.bench;

import io.github.yolonas.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the measuring is done.
 *
 * @param cpu the processor's name
 * @param cores that this JVM may use
 * @param features those of the processor's instruction sets that decide a network's speed
 * @param system operating system and Java
 */
record Machine(String cpu, int cores, List<String> features, String system) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** What Linux calls a feature, and what everybody else does. */
  private static final Map<String, String> FEATURES = new LinkedHashMap<>();

  static {
    FEATURES.put("avx2", "avx2");
    FEATURES.put("avx512f", "avx512");
    FEATURES.put("avx512_vnni", "vnni");
    FEATURES.put("avx512_bf16", "bf16");
    FEATURES.put("amx_tile", "amx");
    FEATURES.put("amx_bf16", "amx-bf16");
    FEATURES.put("amx_int8", "amx-int8");
  }

  /** Copies the list. */
  Machine {
    features = List.copyOf(features);
  }

  /** This machine. Only Linux tells the processor's name and features. */
  static Machine current() {
    String system =
        "%s %s, Java %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"));
    return of(cpuInfo(), Runtime.getRuntime().availableProcessors(), system);
  }

  /** From the lines of {@code /proc/cpuinfo}. */
  static Machine of(List<String> cpuInfo, int cores, String system) {
    Set<String> flags = Set.copyOf(Arrays.asList(value(cpuInfo, "flags", "").split(" ", -1)));
    return new Machine(
        value(cpuInfo, "model name", "unknown processor"),
        cores,
        FEATURES.entrySet().stream()
            .filter(feature -> flags.contains(feature.getKey()))
            .map(Map.Entry::getValue)
            .toList(),
        system);
  }

  private static List<String> cpuInfo() {
    try {
      return Files.isReadable(CPU_INFO) ? Files.readAllLines(CPU_INFO) : List.of();
    } catch (IOException e) {
      return List.of(); // then its name stays unknown
    }
  }

  private static String value(List<String> cpuInfo, String key, String otherwise) {
    return cpuInfo.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .filter(value -> !value.isEmpty())
        .distinct()
        .findFirst()
        .orElse(otherwise);
  }

  /** Whether the processor multiplies numbers of this precision itself. */
  boolean multiplies(Precision precision) {
    return switch (precision) {
      case FP32 -> true;
      case BF16 -> features.contains("bf16") || features.contains("amx-bf16");
      case INT8 -> features.contains("vnni") || features.contains("amx-int8");
      default -> false;
    };
  }
}
