package io.github.yolonas.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that was measured.
 *
 * @param machine where
 * @param workload on what
 * @param limits billions of operations a second that the machine reaches, by the precisions that
 *     its processor multiplies itself, such as {@code fp32}
 * @param gigaflops billions of operations of a pass
 * @param results of the comparison; the first is the reference
 * @param figures beside it
 */
record Report(
    Machine machine,
    Workload workload,
    Map<String, Double> limits,
    double gigaflops,
    List<Result> results,
    List<Figure> figures) {

  /** Copies lists and map, and keeps their order. */
  Report {
    limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
    results = List.copyOf(results);
    figures = List.copyOf(figures);
  }

  /** Images a second. */
  double imagesPerSecond(Quartiles milliseconds) {
    return 1e3 * workload.batch() / milliseconds.median();
  }

  /** Billions of operations a second. */
  double gigaflopsPerSecond(Quartiles milliseconds) {
    return 1e3 * gigaflops / milliseconds.median();
  }

  /** Which part of the machine's own speed, in the same precision where that was measured. */
  OptionalDouble partOfLimit(Result result) {
    Optional<Quartiles> time = result.milliseconds();
    Double limit = limits.get(result.precision());
    return time.isPresent() && limit != null
        ? OptionalDouble.of(gigaflopsPerSecond(time.orElseThrow()) / limit)
        : OptionalDouble.empty();
  }

  /** How many times as long as the reference a pass takes. */
  OptionalDouble ratio(Result result) {
    Optional<Quartiles> time = result.milliseconds();
    Optional<Quartiles> reference = results.get(0).milliseconds();
    return time.isPresent() && reference.isPresent()
        ? OptionalDouble.of(time.orElseThrow().median() / reference.orElseThrow().median())
        : OptionalDouble.empty();
  }
}
