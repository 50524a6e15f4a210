package io.github.yolonas.doctor;

import java.util.Locale;
import java.util.Objects;

/**
 * One thing that was looked at. Immutable.
 *
 * @param name what: {@code library}, {@code java}, {@code system}, {@code processor}, {@code
 *     openblas}, {@code opencv}, {@code pytorch}, {@code openmp}, {@code cuda}, {@code memory},
 *     {@code cache} or {@code temporary}
 * @param status how it is
 * @param finding what was found, in words
 * @param advice what to do, in words; empty if there is nothing to be done
 */
public record Check(String name, Status status, String finding, String advice) {

  /** How a thing is. */
  public enum Status {
    /** As it should be. */
    OK,
    /** Predictions work, but not as well as they could. */
    WARNING,
    /** Predictions are impossible. */
    PROBLEM;

    /** In lower case, as JSON has it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Refuses nothing at all in place of something. */
  public Check {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(status, "status");
  }

  static Check ok(String name, String finding) {
    return new Check(name, Status.OK, finding, "");
  }

  static Check warning(String name, String finding, String advice) {
    return new Check(name, Status.WARNING, finding, advice);
  }

  static Check problem(String name, String finding, String advice) {
    return new Check(name, Status.PROBLEM, finding, advice);
  }
}
