package io.github.yolonas.bench;

import java.util.Optional;

/**
 * One line of the comparison.
 *
 * @param name of the runtime
 * @param precision what it computed in
 * @param version of the runtime; "-" where it did not take part
 * @param milliseconds of a pass; empty where it did not take part
 * @param scoreDifference largest difference of a score from the reference contender's
 * @param remark why it did not take part; else empty
 */
record Result(
    String name,
    String precision,
    String version,
    Optional<Quartiles> milliseconds,
    double scoreDifference,
    String remark) {

  static Result measured(Contender contender, Quartiles milliseconds, double scoreDifference) {
    return new Result(
        contender.name(),
        contender.precision(),
        contender.version(),
        Optional.of(milliseconds),
        scoreDifference,
        "");
  }

  /** Did not take part, for the first line of a reason. */
  static Result absent(Entrant entrant, Throwable reason) {
    String text = reason.getMessage() == null ? reason.toString() : reason.getMessage();
    return new Result(
        entrant.name(),
        entrant.precision(),
        "-",
        Optional.empty(),
        Double.NaN,
        text.lines().findFirst().orElse("").strip());
  }

  /** Like {@code yolonas fp32}. */
  String title() {
    return name + " " + precision;
  }
}
