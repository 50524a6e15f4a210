package io.github.yolonas.examples.soak;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a soak measured. */
record Figures(
    long seconds, ProcessSamples samples, Traffic traffic, Counts counts, double peakMib) {

  /**
   * What there is after everything is closed.
   *
   * @param detections in the serial answers
   * @param replaced how often the model was replaced
   * @param refused requests that met a model on its way out
   * @param objects native objects more than before
   * @param files open files more than before
   * @param temporaryFiles left behind
   */
  record Counts(
      int detections,
      int replaced,
      long refused,
      long objects,
      long files,
      List<String> temporaryFiles) {}

  /** For the test that started this. */
  Map<String, String> keyValues() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("samples", samples.size() + "");
    all.put("requests", requests() + "");
    all.put("kinds", traffic.latencies().summaries().size() + "");
    all.put("failures", traffic.failures().values().stream().mapToInt(i -> i).sum() + "");
    all.put("detections", counts.detections + "");
    all.put("replaced", counts.replaced + "");
    all.put("objectsLeft", counts.objects + "");
    all.put("filesLeft", counts.files + "");
    all.put("temporaryFilesLeft", counts.temporaryFiles.size() + "");
    all.put("residentGrowthMib", text(resident().growth()));
    all.put("inUseGrowthMib", text(inUse().growth()));
    all.put("inUseMib", text(inUse().most()));
    all.put("fileGrowth", text(files().growth()));
    all.put("threadGrowth", text(threads().growth()));
    all.put("peakMib", text(peakMib));
    return all;
  }

  List<String> told() {
    return traffic.told();
  }

  private long requests() {
    return traffic.latencies().summaries().values().stream()
        .mapToLong(Latencies.Summary::count)
        .sum();
  }

  private Trend resident() {
    return samples.trend(ProcessSamples.Sample::residentMib);
  }

  private Trend inUse() {
    return samples.trend(ProcessSamples.Sample::inUseMib);
  }

  private Trend files() {
    return samples.trend(ProcessSamples.Sample::files);
  }

  private Trend threads() {
    return samples.trend(ProcessSamples.Sample::threads);
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d s, %,d requests (%.1f a second), %d replacements of the model (%d requests sent again), %d failures%n%n"
            .formatted(
                seconds,
                requests(),
                requests() / (double) seconds,
                counts.replaced,
                counts.refused,
                traffic.failures().values().stream().mapToInt(i -> i).sum()));
    text.append("| in the second half | least | most | slope a minute | growth |\n");
    text.append("|---|---:|---:|---:|---:|\n");
    row(text, "resident memory, MiB", resident());
    row(text, "of it held by native code, MiB", inUse());
    row(text, "open files", files());
    row(text, "threads", threads());
    row(text, "native objects", samples.trend(ProcessSamples.Sample::objects));
    text.append(
        "%nPeak resident memory %.0f MiB. After closing: %+d native objects, %+d open files, %d temporary files.%n%n"
            .formatted(peakMib, counts.objects, counts.files, counts.temporaryFiles.size()));
    text.append("| request | count | p50 ms | p99 ms | longest ms |\n");
    text.append("|---|---:|---:|---:|---:|\n");
    traffic
        .latencies()
        .summaries()
        .forEach(
            (kind, s) ->
                text.append(
                    "| %s | %,d | %.1f | %.1f | %.0f |%n"
                        .formatted(kind, s.count(), s.p50(), s.p99(), s.most())));
    return text.toString();
  }

  private static void row(StringBuilder text, String name, Trend trend) {
    text.append(
        "| %s | %.0f | %.0f | %+.2f | %+.1f |%n"
            .formatted(name, trend.least(), trend.most(), trend.perMinute(), trend.growth()));
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
