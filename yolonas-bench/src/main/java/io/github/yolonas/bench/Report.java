package io.github.yolonas.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that was measured.
 *
 * @param machine where
 * @param workload on what
 * @param fp32Limit billions of fp32 operations a second that the machine reaches
 * @param bf16Limit the same in bf16; empty where the processor has none
 * @param gigaflops billions of operations of a pass
 * @param results of the comparison; the first is the reference
 * @param figures beside it
 */
record Report(
    Machine machine,
    Workload workload,
    double fp32Limit,
    OptionalDouble bf16Limit,
    double gigaflops,
    List<Result> results,
    List<Figure> figures) {

  /** Copies the lists. */
  Report {
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
    OptionalDouble limit =
        switch (result.precision()) {
          case "fp32" -> OptionalDouble.of(fp32Limit);
          case "bf16" -> bf16Limit;
          default -> OptionalDouble.empty();
        };
    return time.isPresent() && limit.isPresent()
        ? OptionalDouble.of(gigaflopsPerSecond(time.orElseThrow()) / limit.orElseThrow())
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
