package io.github.yolonas.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Rates of several variants, each measured once in a round, so that a ratio is one of neighbours in
 * time. What is said goes to the console and to a file.
 */
final class Figures {
  private final Map<String, List<Rate>> rates = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();

  /** Measures all variants so many times, each other round in reverse. */
  void measure(int rounds, Map<String, Callable<Rate>> variants) throws Exception {
    for (int round = 0; round < rounds; round++) {
      List<String> order = new ArrayList<>(variants.keySet());
      if (round % 2 == 1) {
        Collections.reverse(order);
      }
      for (String variant : order) {
        Rate rate = Objects.requireNonNull(variants.get(variant)).call();
        say(
            "%s: %.2f images/s, %.1f ms of CPU an image"
                .formatted(variant, rate.imagesPerSecond(), rate.cpuMillis()));
        rates.computeIfAbsent(variant, key -> new ArrayList<>()).add(rate);
      }
    }
    for (String variant : variants.keySet()) {
      tell(variant, "images/s", Rate::imagesPerSecond);
      tell(variant, "ms of CPU an image", Rate::cpuMillis);
    }
  }

  private void tell(String variant, String unit, ToDoubleFunction<Rate> value) {
    List<Double> each = of(variant).stream().mapToDouble(value).boxed().toList();
    say("%-28s %8.2f %s  %s".formatted(variant, middle(each), unit, rounded(each)));
  }

  /** The median of the rounds' ratios of images per second; tells that of CPU time as well. */
  double ratio(String variant, String base) {
    ratio("ms of CPU", variant, base, Rate::cpuMillis);
    return ratio("images/s", variant, base, Rate::imagesPerSecond);
  }

  private double ratio(String what, String variant, String base, ToDoubleFunction<Rate> value) {
    List<Rate> above = of(variant);
    List<Rate> below = of(base);
    List<Double> ratios =
        IntStream.range(0, above.size())
            .mapToDouble(i -> value.applyAsDouble(above.get(i)) / value.applyAsDouble(below.get(i)))
            .boxed()
            .toList();
    say("%s to %s, %s: %.3f  %s".formatted(variant, base, what, middle(ratios), rounded(ratios)));
    return middle(ratios);
  }

  /** Milliseconds of a CPU for an image, the median of the rounds. */
  double cpuMillis(String variant) {
    return middle(of(variant).stream().map(Rate::cpuMillis).toList());
  }

  private List<Rate> of(String variant) {
    return Objects.requireNonNull(rates.get(variant), variant);
  }

  private static double middle(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static List<String> rounded(List<Double> values) {
    return values.stream().map("%.3f"::formatted).toList();
  }

  void say(String line) {
    lines.add(line);
    System.out.println(line);
  }

  void write(Path file) throws IOException {
    Files.write(file, lines);
  }
}
