package io.github.yolonas.examples.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;

/** What this process holds, sampled again and again; from Linux's {@code /proc}. */
final class ProcessSamples {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path FILES = Path.of("/proc/self/fd");

  private final List<Sample> samples = new ArrayList<>();
  private final boolean heapIsKnown = NativeHeap.isKnown();
  private final long start = System.nanoTime();

  /**
   * One moment.
   *
   * @param seconds since the first
   * @param residentMib resident memory
   * @param inUseMib what native code holds by malloc; 0 where that is not known
   * @param files open file handles
   * @param threads of the whole process, native ones too
   * @param objects native objects that JavaCPP counts
   */
  record Sample(
      double seconds,
      double residentMib,
      double inUseMib,
      long files,
      long threads,
      long objects) {}

  static boolean arePossible() {
    return Files.isReadable(STATUS) && Files.isDirectory(FILES);
  }

  void take() throws IOException {
    samples.add(
        new Sample(
            (System.nanoTime() - start) / 1e9,
            status("VmRSS") / 1024.0,
            heapIsKnown ? NativeHeap.inUseMib() : 0,
            openFiles(),
            status("Threads"),
            Pointer.totalCount()));
  }

  /**
   * Of the second half: in the first, caches fill, code is compiled, allocators find their size.
   */
  Trend trend(ToDoubleFunction<Sample> figure) {
    return Trend.of(
        samples.subList(samples.size() / 2, samples.size()).stream()
            .map(s -> new Trend.Sample(s.seconds, figure.applyAsDouble(s)))
            .toList());
  }

  /** As comma-separated values, a line for each sample. */
  List<String> csv() {
    List<String> lines = new ArrayList<>(List.of("seconds,residentMib,inUseMib,files,threads"));
    for (Sample s : samples) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f,%.2f,%d,%d",
              s.seconds,
              s.residentMib,
              s.inUseMib,
              s.files,
              s.threads));
    }
    return lines;
  }

  int size() {
    return samples.size();
  }

  /** The largest that resident memory ever was, in MiB; the kernel's own account. */
  static double peakMib() throws IOException {
    return status("VmHWM") / 1024.0;
  }

  static long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      return files.count() - 1; // the listing itself has one open
    }
  }

  private static long status(String field) throws IOException {
    try (Stream<String> lines = Files.lines(STATUS)) {
      String line = lines.filter(l -> l.startsWith(field + ":")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", ""));
    }
  }
}
